import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import { validInput } from "../../../kernel/errors/input";
import { refusable } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { ActivityStatus } from "./activity-status";
import { maximumReasonLength } from "./activity.entity";
import { changeActivity } from "./change-activity";

@InputType({ description: "An activity to be called off." })
export class CancelActivityInput {
  @Field(() => ID, { description: "The activity that will not take place." })
  activityId!: string;

  @Field(() => String, { description: "Why, as the public is to be told; at most 200 characters." })
  reason!: string;
}

const input = z.object({ activityId: z.string(), reason: lineOf(maximumReasonLength) });

export function cancelActivity(context: SubgraphContext, given: CancelActivityInput) {
  return refusable(context, "activity", () => {
    const { activityId, reason } = validInput(input, given);
    return context.database.write((tx) => changeActivity(tx, context, activityId, sql`status = ${ActivityStatus.CANCELLED}, cancellation_reason = ${reason}`));
  });
}
