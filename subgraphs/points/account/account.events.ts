import type { EntityManager } from "typeorm";
import { emit, type Emitter } from "../../../kernel/events/emit";
import type { PointsAccount } from "./account.entity";

/** Tells that an account changed and at which site; whose it is and what it holds is read with the reader's own rights. */
export async function accountChanged(tx: EntityManager, context: Emitter, { id, siteId }: PointsAccount): Promise<void> {
  await emit(tx, context, { type: "PointsAccount", id, op: "UPSERT", siteId });
}
