import sql, { type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { run } from "../../../kernel/database/rows";
import { refuse } from "../../../kernel/errors/refusals";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { ActivityStatus } from "./activity-status";
import type { Activity } from "./activity.entity";
import { activityChanged } from "./activity.events";
import { findActivities } from "./activity.queries";
import { activityReasons } from "./activity.reasons";

/**
 * Changes an activity that stands and is not over. The statement decides: of two officers who call off and reschedule the same activity at the
 * same moment, the second learns that it was called off.
 */
export async function changeActivity(tx: EntityManager, context: SubgraphContext, activityId: string, changes: Sql): Promise<Activity> {
  const { affected } = await run(tx, sql`UPDATE activity SET ${changes} WHERE id = ${activityId} AND status = ${ActivityStatus.PUBLISHED} AND ends_at > ${context.clock.now()}`);
  const [activity] = await findActivities(tx, [activityId]);
  if (!activity) refuse(activityReasons.activityUnknown, "activityId");
  if (affected === 0) refuse(activity.status === ActivityStatus.CANCELLED ? activityReasons.activityCancelled : activityReasons.activityOver, "activityId");
  await activityChanged(tx, context, activity);
  return activity;
}
