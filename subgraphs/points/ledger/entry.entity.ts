import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, IntegerColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";
import { EntryReason } from "./entry-reason";

@Directive('@key(fields: "id")')
@ObjectType("LedgerEntry", {
  implements: Node,
  simpleResolvers: true,
  description: "积分流水: points that moved from one account to another; never changed and never removed. Whoever may see one of the two accounts sees it.",
})
@Entity("ledger_entry")
export class LedgerEntry {
  readonly __typename!: "LedgerEntry";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  sourceId!: string;

  @IdColumn()
  destinationId!: string;

  /** Hundredths of a point, above zero. */
  @IntegerColumn()
  amountCents!: number;

  @TextColumn(20)
  @Field(() => EntryReason, { description: "Why the points moved." })
  reason!: EntryReason;

  @IdColumn({ nullable: true })
  serviceRecordId!: string | null;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it was posted." })
  postedAt!: Instant;
}
