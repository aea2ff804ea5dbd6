import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { Attendance } from "./attendance.entity";

@ObjectType({ simpleResolvers: true, description: "What checking a volunteer in answers." })
export class CheckInPayload {
  @Field(() => Attendance, { nullable: true, description: "The attendance that begins; null when it was refused." })
  attendance!: Attendance | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What checking a volunteer out answers." })
export class CheckOutPayload {
  @Field(() => Attendance, { nullable: true, description: "The attendance with both its ends; null when it was refused." })
  attendance!: Attendance | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
