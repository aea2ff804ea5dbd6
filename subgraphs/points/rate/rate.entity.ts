import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { DayColumn, IdColumn, IntegerColumn, TextColumn } from "../../../kernel/database/columns";
import { DateScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Day } from "../../../kernel/time/time";

/** As long as the kinds that activities have. */
export const maximumKindLength = 20;

@Directive('@key(fields: "id")')
@ObjectType("PointsRate", {
  implements: Node,
  simpleResolvers: true,
  description: "系数: the points that an hour of one kind of activity gives at a site and below it, from a day on until a later version takes its place. The nearest site above that has one decides.",
})
@Entity("points_rate")
export class PointsRate {
  readonly __typename!: "PointsRate";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @IdColumn()
  siteId!: string;

  @TextColumn(maximumKindLength)
  @Field(() => String, { description: "The kind of activity, in the county's own word." })
  kind!: string;

  /** Hundredths of a point an hour. */
  @IntegerColumn()
  coefficientCents!: number;

  @DayColumn()
  @Field(() => DateScalar, { description: "The first business day on which service counts at it." })
  validFrom!: Day;
}
