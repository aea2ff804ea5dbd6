import type { EntityManager } from "typeorm";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { PracticeSite } from "./site.entity";

/** What the other subgraphs keep of a site: enough for rights, rules and roll-ups. */
export function siteChanged(tx: EntityManager, context: SubgraphContext, site: PracticeSite): Promise<void> {
  void tx; void context; void site;
  return Promise.resolve();
}
