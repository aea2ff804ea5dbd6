import { Entity } from "typeorm";
import { BytesColumn, IdColumn, TextColumn } from "../../../kernel/database/columns";
import type { SealedColumn } from "../../../kernel/personal/sealing";
import type { DocumentKind } from "./document-kind";

/** Apart from the volunteer's row: lists read that one often, and this one hardly ever. */
@Entity("volunteer_identity")
export class VolunteerIdentity {
  @IdColumn({ primary: true })
  volunteerId!: string;

  @TextColumn(40)
  documentKind!: DocumentKind;

  @BytesColumn()
  idNumber!: Buffer;

  @BytesColumn()
  idNumberIndex!: Buffer;

  @BytesColumn({ nullable: true })
  phone!: Buffer | null;
}

export const idNumberColumn: SealedColumn = { table: "volunteer_identity", column: "id_number", key: "volunteer_id" };
export const phoneColumn: SealedColumn = { table: "volunteer_identity", column: "phone", key: "volunteer_id" };
