import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { ActivitySession } from "./session.entity";

@ObjectType({ simpleResolvers: true, description: "What adding a session answers." })
export class AddSessionPayload {
  @Field(() => ActivitySession, { nullable: true, description: "The new session; null when it was refused." })
  session!: ActivitySession | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What settling a session answers." })
export class SettleSessionPayload {
  @Field(() => ActivitySession, { nullable: true, description: "The session, settled; null when it was refused." })
  session!: ActivitySession | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
