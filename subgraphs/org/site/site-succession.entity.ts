import { Entity } from "typeorm";
import { DayColumn, IdColumn } from "../../../kernel/database/columns";
import type { Day } from "../../../kernel/time/time";

/** After a merger the successor certifies what its predecessors recorded, so the chain is kept for good. */
@Entity("site_succession")
export class SiteSuccession {
  @IdColumn({ primary: true })
  predecessorId!: string;

  @IdColumn({ primary: true })
  successorId!: string;

  @DayColumn()
  effectiveOn!: Day;
}
