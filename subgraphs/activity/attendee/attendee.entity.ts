import { Entity } from "typeorm";
import { IdColumn } from "../../../kernel/database/columns";

/** A volunteer as this subgraph knows them: who can attend, and where they belong now. */
@Entity("attendee")
export class Attendee {
  @IdColumn({ primary: true })
  volunteerId!: string;

  @IdColumn()
  siteId!: string;
}
