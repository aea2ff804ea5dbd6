import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { PointsAccount } from "./account.entity";

@ObjectType({ simpleResolvers: true, description: "What opening a points account answers." })
export class OpenPointsAccountPayload {
  @Field(() => PointsAccount, { nullable: true, description: "The account as it was opened; null when it was refused." })
  account!: PointsAccount | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
