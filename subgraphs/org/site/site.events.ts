import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { SiteData } from "../../../kernel/tree/site-tree.consumer";
import type { PracticeSite } from "./site.entity";
import { findRegionIdsCovered } from "./site.queries";

/** What the other subgraphs keep of sites: enough for rights, rules and roll-ups. Call it when the change is complete. */
export async function sitesChanged(tx: EntityManager, context: SubgraphContext, sites: readonly PracticeSite[]): Promise<void> {
  const regionIds = await findRegionIdsCovered(tx, sites.map((site) => site.id));
  for (const { id, parentId, path, level, foundedOn, closedOn } of sites) {
    const data: SiteData = { id, parentId, path, level, regionIds: [...(regionIds.get(id) ?? [])], foundedOn, closedOn };
    await emit(tx, context, { type: "PracticeSite", id, op: "UPSERT", siteId: id, data });
  }
}
