import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, IntegerColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";

@Directive('@key(fields: "id")')
@ObjectType("PointsAccount", {
  implements: Node,
  simpleResolvers: true,
  description: "积分账户: the spendable points of one volunteer in the program of one practice site. Only the holder, officers of the site or of one above it, and administrators see that it exists.",
})
@Entity("points_account")
export class PointsAccount {
  readonly __typename!: "PointsAccount";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  holderId!: string;

  @IdColumn()
  siteId!: string;

  /** Hundredths of a point; never below zero. */
  @IntegerColumn()
  balanceCents!: number;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it was opened." })
  openedAt!: Instant;
}
