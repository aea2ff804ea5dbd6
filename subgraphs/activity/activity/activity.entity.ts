import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";
import { ActivityStatus } from "./activity-status";

export const maximumTitleLength = 100;
export const maximumKindLength = 20;
export const maximumSummaryLength = 500;
export const maximumReasonLength = 200;

@Directive('@key(fields: "id")')
@ObjectType("Activity", { implements: Node, simpleResolvers: true, description: "活动: what one or several practice sites hold for residents at a time." })
@Entity("activity")
export class Activity {
  readonly __typename!: "Activity";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @TextColumn(maximumTitleLength)
  @Field(() => String, { description: "What it is called, as announced." })
  title!: string;

  @TextColumn(maximumKindLength)
  @Field(() => String, { description: "The county's own word for what sort of activity it is, such as 文艺 or 理论宣讲." })
  kind!: string;

  @TextColumn(maximumSummaryLength, { nullable: true })
  @Field(() => String, { nullable: true, description: "What takes place, for readers of a list; null where the title says it all." })
  summary!: string | null;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it begins." })
  startsAt!: Instant;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When it is over; another one may begin at this very moment." })
  endsAt!: Instant;

  @TextColumn(20)
  @Field(() => ActivityStatus, { description: "Whether it stands or was called off." })
  status!: ActivityStatus;

  @TextColumn(maximumReasonLength, { nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was called off, as the public is told; null unless it was." })
  cancellationReason!: string | null;
}
