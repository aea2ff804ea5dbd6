import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Volunteer } from "./volunteer.entity";

/** What the other subgraphs keep of a volunteer: whom and where, and nothing personal. */
export async function volunteerChanged(tx: EntityManager, context: SubgraphContext, { id, siteId }: Volunteer): Promise<void> {
  await emit(tx, context, { type: "Volunteer", id, op: "UPSERT", siteId, data: { id, siteId } });
}

/** Told under the former site as well: whoever reads the changes of that site alone must hear of the leaving. */
export async function volunteerMoved(tx: EntityManager, context: SubgraphContext, { id, siteId }: Volunteer, formerSiteId: string): Promise<void> {
  for (const told of [formerSiteId, siteId]) await emit(tx, context, { type: "Volunteer", id, op: "UPSERT", siteId: told, data: { id, siteId } });
}
