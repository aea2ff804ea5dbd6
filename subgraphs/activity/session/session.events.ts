import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { findHosts } from "../activity/activity.queries";
import type { ActivitySession } from "./session.entity";

/** One event for each host, as for the activity. */
export async function sessionChanged(tx: EntityManager, context: SubgraphContext, { id, activityId }: ActivitySession): Promise<void> {
  for (const { siteId } of await findHosts(tx, [activityId])) await emit(tx, context, { type: "ActivitySession", id, op: "UPSERT", siteId });
}
