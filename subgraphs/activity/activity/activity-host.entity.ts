import { Entity } from "typeorm";
import { IdColumn, IntegerColumn } from "../../../kernel/database/columns";

/** A site that holds an activity, alone or with others. */
@Entity("activity_host")
export class ActivityHost {
  @IdColumn({ primary: true })
  activityId!: string;

  @IdColumn({ primary: true })
  siteId!: string;

  /** Hosts are named in the order in which they were announced. */
  @IntegerColumn()
  position!: number;
}
