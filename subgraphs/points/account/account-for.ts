import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import type { Emitter } from "../../../kernel/events/emit";
import { PointsAccount } from "./account.entity";
import { findAccountAt } from "./account.queries";

/** The volunteer's account at a site, opened empty when there is none: whoever earns need not ask for it first. Tell of it once it is as it will be. */
export async function accountFor(tx: EntityManager, context: Emitter, holderId: string, siteId: string): Promise<PointsAccount> {
  const known = await findAccountAt(tx, holderId, siteId);
  if (known) return known;
  const opened: PointsAccount = { __typename: "PointsAccount", id: context.ids.next("acct"), holderId, siteId, balanceCents: 0, openedAt: context.clock.now() };
  try {
    await insertRows(tx, PointsAccount, [opened]);
    return opened;
  } catch (error) {
    // Somebody opened it at the same moment.
    if (!isUniqueViolation(error, "uq_points_account_holder_site")) throw error;
    return (await findAccountAt(tx, holderId, siteId))!;
  }
}
