import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { Volunteer } from "./volunteer.entity";

@ObjectType({ simpleResolvers: true, description: "What registering a volunteer answers." })
export class RegisterVolunteerPayload {
  @Field(() => Volunteer, { nullable: true, description: "The new volunteer; null when it was refused." })
  volunteer!: Volunteer | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What moving a volunteer to another site answers." })
export class TransferVolunteerPayload {
  @Field(() => Volunteer, { nullable: true, description: "The volunteer at the new site; null when it was refused." })
  volunteer!: Volunteer | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What renaming a volunteer answers." })
export class RenameVolunteerPayload {
  @Field(() => Volunteer, { nullable: true, description: "The volunteer under the new name; null when it was refused." })
  volunteer!: Volunteer | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
