import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { refuseImpossibleTimes } from "./activity-times";
import { activityReasons } from "./activity.reasons";
import { changeActivity } from "./change-activity";

@InputType({ description: "New times for an activity." })
export class RescheduleActivityInput {
  @Field(() => ID, { description: "The activity to move to another time." })
  activityId!: string;

  @Field(() => DateTimeScalar, { description: "When it begins now." })
  startsAt!: Instant;

  @Field(() => DateTimeScalar, { description: "When it is over now: after it begins, in the future, and within 366 days." })
  endsAt!: Instant;
}

const input = z.object({ activityId: z.string(), startsAt: z.string(), endsAt: z.string() });

export function rescheduleActivity(context: SubgraphContext, given: RescheduleActivityInput) {
  return refusable(context, "activity", () => {
    const { activityId, startsAt, endsAt } = validInput(input, given);
    refuseImpossibleTimes({ startsAt, endsAt });
    if (endsAt <= context.clock.now()) refuse(activityReasons.activityMovedToPast, "endsAt");
    return context.database.write((tx) => changeActivity(tx, context, activityId, sql`starts_at = ${startsAt}, ends_at = ${endsAt}`));
  });
}
