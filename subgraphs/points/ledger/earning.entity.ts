import { Entity } from "typeorm";
import { IdColumn, InstantColumn, IntegerColumn, TextColumn } from "../../../kernel/database/columns";
import type { Instant } from "../../../kernel/time/time";

/** What was decided on a service record: the rate in force, or that there was none, so that nothing is decided twice. */
@Entity("earning")
export class Earning {
  @IdColumn({ primary: true })
  serviceRecordId!: string;

  @IdColumn()
  volunteerId!: string;

  @IdColumn()
  siteId!: string;

  @TextColumn(20)
  kind!: string;

  @IntegerColumn()
  minutes!: number;

  @InstantColumn()
  servedAt!: Instant;

  @IdColumn({ nullable: true })
  rateId!: string | null;

  @IntegerColumn()
  amountCents!: number;

  @InstantColumn()
  decidedAt!: Instant;
}
