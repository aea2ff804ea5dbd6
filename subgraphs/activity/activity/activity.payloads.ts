import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { Activity } from "./activity.entity";

@ObjectType({ simpleResolvers: true, description: "What announcing an activity answers." })
export class PublishActivityPayload {
  @Field(() => Activity, { nullable: true, description: "The new activity; null when it was refused." })
  activity!: Activity | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What rescheduling an activity answers." })
export class RescheduleActivityPayload {
  @Field(() => Activity, { nullable: true, description: "The activity at its new times; null when it was refused." })
  activity!: Activity | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What calling off an activity answers." })
export class CancelActivityPayload {
  @Field(() => Activity, { nullable: true, description: "The activity, called off; null when it was refused." })
  activity!: Activity | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
