import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";

@Directive('@key(fields: "id")')
@ObjectType("ActivitySession", { implements: Node, simpleResolvers: true, description: "场次: one holding of an activity, at which volunteers serve from its beginning to its end." })
@Entity("activity_session")
export class ActivitySession {
  readonly __typename!: "ActivitySession";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  activityId!: string;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it begins; service before it is not counted." })
  startsAt!: Instant;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it is over; service after it is not counted." })
  endsAt!: Instant;

  @InstantColumn({ nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: "结算: when its attendances became service records and it was closed for good; null until then." })
  settledAt!: Instant | null;
}
