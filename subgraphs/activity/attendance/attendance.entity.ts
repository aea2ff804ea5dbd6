import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, IntegerColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";
import { CheckMethod } from "./check-method";

@Directive('@key(fields: "id")')
@ObjectType("Attendance", {
  implements: Node,
  simpleResolvers: true,
  description: "签到签退: one volunteer at one session, from check-in to check-out. Only the volunteer, officers of the host site or of one above it, and administrators see it.",
})
@Entity("attendance")
export class Attendance {
  readonly __typename!: "Attendance";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  sessionId!: string;

  @IdColumn()
  volunteerId!: string;

  /** The host at which the volunteer serves. */
  @IdColumn()
  siteId!: string;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "签到: when the volunteer came." })
  checkedInAt!: Instant;

  @TextColumn(20)
  @Field(() => CheckMethod, { description: "How the check-in came to be known." })
  checkInMethod!: CheckMethod;

  @TextColumn(200)
  @Field(() => String, { description: "Who entered the check-in: the subject of the officer's token." })
  checkedInBy!: string;

  @InstantColumn({ nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: "签退: when the volunteer left; null until then, and an attendance without it is not settled." })
  checkedOutAt!: Instant | null;

  @TextColumn(20, { nullable: true })
  @Field(() => CheckMethod, { nullable: true, description: "How the check-out came to be known; null until then." })
  checkOutMethod!: CheckMethod | null;

  @TextColumn(200, { nullable: true })
  @Field(() => String, { nullable: true, description: "Who entered the check-out; null until then." })
  checkedOutBy!: string | null;

  @IntegerColumn({ nullable: true })
  @Field(() => Int, { nullable: true, description: "Whole minutes served within the session's times; null until the session is settled." })
  minutes!: number | null;

  /** Known once volunteer has told of it. */
  @IdColumn({ nullable: true })
  recordId!: string | null;
}
