import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { PointsRate } from "./rate.entity";

@ObjectType({ simpleResolvers: true, description: "What setting a coefficient answers." })
export class SetCoefficientPayload {
  @Field(() => PointsRate, { nullable: true, description: "The new version; null when it was refused." })
  rate!: PointsRate | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
