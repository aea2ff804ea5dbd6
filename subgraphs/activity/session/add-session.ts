import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { ActivityStatus } from "../activity/activity-status";
import { holdActivity } from "../activity/activity.queries";
import { activityReasons } from "../activity/activity.reasons";
import { ActivitySession } from "./session.entity";
import { sessionChanged } from "./session.events";
import { sessionReasons } from "./session.reasons";

@InputType({ description: "A session to be added to an activity." })
export class AddSessionInput {
  @Field(() => ID, { description: "The activity that is held once more; it must not be called off." })
  activityId!: string;

  @Field(() => DateTimeScalar, { description: "When it begins: not before the activity does." })
  startsAt!: Instant;

  @Field(() => DateTimeScalar, { description: "When it is over: after it begins, and not after the activity is." })
  endsAt!: Instant;
}

const input = z.object({ activityId: z.string(), startsAt: z.string(), endsAt: z.string() });

export function addSession(context: SubgraphContext, given: AddSessionInput) {
  return refusable(context, "session", () => {
    const wanted = validInput(input, given);
    if (wanted.endsAt <= wanted.startsAt) refuse(sessionReasons.sessionEndsBeforeStart, "endsAt");
    return context.database.write((tx) => add(tx, context, wanted));
  });
}

async function add(tx: EntityManager, context: SubgraphContext, { activityId, startsAt, endsAt }: z.output<typeof input>): Promise<ActivitySession> {
  const activity = (await holdActivity(tx, activityId)) ?? refuse(activityReasons.activityUnknown, "activityId");
  if (activity.status === ActivityStatus.CANCELLED) refuse(activityReasons.activityCancelled, "activityId");
  if (startsAt < activity.startsAt) refuse(sessionReasons.sessionOutsideActivity, "startsAt");
  if (endsAt > activity.endsAt) refuse(sessionReasons.sessionOutsideActivity, "endsAt");
  const session: ActivitySession = { __typename: "ActivitySession", id: context.ids.next("ses"), activityId, startsAt, endsAt, settledAt: null };
  await insertRows(tx, ActivitySession, [session]);
  await sessionChanged(tx, context, session);
  return session;
}
