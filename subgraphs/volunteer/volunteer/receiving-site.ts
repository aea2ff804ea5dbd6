import { refuse } from "../../../kernel/errors/refusals";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { businessDayOf } from "../../../kernel/time/time";
import { volunteerReasons } from "./volunteer.reasons";

/** Refuses a site that can take no volunteer. Call it before the transaction: a site that is new is first asked for. */
export async function assertSiteReceives(context: SubgraphContext, siteId: string): Promise<void> {
  const [site] = await context.tree.require([siteId], "siteId");
  if (site!.closedOn !== null && site!.closedOn <= businessDayOf(context.clock.now())) refuse(volunteerReasons.volunteerSiteClosed, "siteId");
}
