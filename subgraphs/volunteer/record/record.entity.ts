import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, IntegerColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";

@Directive('@key(fields: "id")')
@ObjectType("ServiceRecord", {
  implements: Node,
  simpleResolvers: true,
  description: "服务记录: what one volunteer served at one session; never changed and never removed. Only the volunteer, officers of the site or of one above it, officers of the volunteer's own site, and administrators see it.",
})
@Entity("service_record")
export class ServiceRecord {
  readonly __typename!: "ServiceRecord";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  volunteerId!: string;

  @IdColumn()
  sessionId!: string;

  /** Where the service was; it certifies. */
  @IdColumn()
  siteId!: string;

  @TextColumn(20)
  @Field(() => String, { description: "The county's own word for what sort of activity it was, as it stood when the session was settled." })
  kind!: string;

  @IntegerColumn()
  @Field(() => Int, { description: "时长: whole minutes of actual service, at least one." })
  minutes!: number;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When the service began." })
  servedAt!: Instant;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When the record was written." })
  recordedAt!: Instant;
}
