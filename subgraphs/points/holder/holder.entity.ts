import { Entity } from "typeorm";
import { IdColumn } from "../../../kernel/database/columns";

/** A volunteer as this subgraph knows them: who there is, and where they belong now. */
@Entity("holder")
export class Holder {
  @IdColumn({ primary: true })
  volunteerId!: string;

  @IdColumn()
  siteId!: string;
}
