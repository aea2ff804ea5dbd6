import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { PointsAccount } from "./account.entity";

/** Tells that an account changed and at which site; whose it is and what it holds is read with the reader's own rights. */
export async function accountChanged(tx: EntityManager, context: SubgraphContext, { id, siteId }: PointsAccount): Promise<void> {
  await emit(tx, context, { type: "PointsAccount", id, op: "UPSERT", siteId });
}
