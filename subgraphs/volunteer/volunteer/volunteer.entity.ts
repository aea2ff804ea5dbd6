import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { IdColumn, InstantColumn, TextColumn } from "../../../kernel/database/columns";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Instant } from "../../../kernel/time/time";

/** Room for the longest names of China's peoples, which run past twenty characters. */
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
  @Field(() => String, { nullable: true, description: "The full name, for the person, officers of the person's site or of one above it, and administrators; for everyone else null with FORBIDDEN, or UNAUTHENTICATED without a token." })
  name!: string;

  @IdColumn()
  siteId!: string;

  @InstantColumn()
  @Field(() => DateTimeScalar, { description: "When the volunteer was registered." })
  registeredAt!: Instant;
}
