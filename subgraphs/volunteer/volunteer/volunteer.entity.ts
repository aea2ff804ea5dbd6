import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";

/** As registers allow; the longest names of the minorities stay below. */
export const maximumNameLength = 50;

@Directive('@key(fields: "id")')
@ObjectType("Volunteer", { implements: Node, simpleResolvers: true, description: "志愿者: a person registered to serve, at one practice site at a time." })
@Entity("volunteer")
export class Volunteer {
  readonly __typename!: "Volunteer";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @TextColumn(12)
  @Field(() => String, { description: "编号: the public number that stands in place of the ID number, 12 digits; the last is a check digit, so a slip of the pen finds nobody." })
  volunteerNumber!: string;

  @TextColumn(maximumNameLength)
  @Field(() => String, { nullable: true, description: "The full name. Null with FORBIDDEN for everyone but the volunteer, officers of the volunteer's site or one above it, and administrators." })
  name!: string;

  @IdColumn()
  siteId!: string;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When the volunteer was registered." })
  registeredAt!: Instant;
}
