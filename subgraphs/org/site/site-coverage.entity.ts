import { Entity } from "typeorm";
import { DayColumn, IdColumn } from "../../../kernel/database/columns";
import type { Day } from "../../../kernel/time/time";

/** A site covers a region for a while; the history stays. */
@Entity("site_coverage")
export class SiteCoverage {
  @IdColumn({ primary: true })
  siteId!: string;

  @IdColumn({ primary: true })
  regionId!: string;

  @DayColumn({ primary: true })
  coversFrom!: Day;

  /** Null while it lasts; exclusive. */
  @DayColumn({ nullable: true })
  coversTo!: Day | null;
}
