import type { SubgraphServices } from "../subgraph/context";
import type { Day } from "../time/time";
import { putTreeNode } from "./site-tree.queries";
import type { SiteNode } from "./tree";

export interface KnownSiteGiven {
  readonly under?: SiteNode;
  readonly closedOn?: Day;
}

/** Puts a site into the projection as org's feed would: for specifications of a subgraph that plays alone. */
export async function knownSite({ database, ids }: SubgraphServices, { under, closedOn }: KnownSiteGiven = {}): Promise<SiteNode> {
  const id = ids.next("site");
  const site: SiteNode = { id, parentId: under?.id ?? null, path: `${under?.path ?? "/"}${id}/`, level: under ? "STATION" : "CENTER", regionIds: [], foundedOn: "2020-01-01", closedOn: closedOn ?? null };
  await database.write((tx) => putTreeNode(tx, site));
  return site;
}
