import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Activity } from "./activity.entity";
import { findHosts } from "./activity.queries";

/** One event for each host, so that every county that takes part hears of it. */
export async function activityChanged(tx: EntityManager, context: SubgraphContext, activity: Activity): Promise<void> {
  for (const { siteId } of await findHosts(tx, [activity.id])) {
    await emit(tx, context, { type: "Activity", id: activity.id, op: "UPSERT", siteId });
  }
}
