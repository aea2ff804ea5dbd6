import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows, run } from "../../../kernel/database/rows";
import { emit, type Emitter } from "../../../kernel/events/emit";
import type { PointsAccount } from "../account/account.entity";
import type { EntryReason } from "./entry-reason";
import { findIssuingAccount } from "./entry.queries";
import { LedgerEntry } from "./entry.entity";
import { IssuingAccount } from "./issuing-account.entity";

export interface Issue {
  readonly amountCents: number;
  readonly reason: EntryReason;
  readonly serviceRecordId?: string;
}

/** Points come from the site's program into an account of it: the balance moves in the transaction of the entry, so the two never differ. */
export async function issuePoints(tx: EntityManager, context: Emitter, account: PointsAccount, { amountCents, reason, serviceRecordId }: Issue): Promise<PointsAccount> {
  const source = await issuingAccountOf(tx, context, account.siteId);
  const { affected } = await run(tx, sql`UPDATE points_account SET balance_cents = balance_cents + ${amountCents} WHERE id = ${account.id}`);
  if (affected !== 1) throw new Error("points were to go into an account that is not there");
  const entry: LedgerEntry = {
    __typename: "LedgerEntry",
    id: context.ids.next("ent"),
    sourceId: source.id,
    destinationId: account.id,
    amountCents,
    reason,
    serviceRecordId: serviceRecordId ?? null,
    postedAt: context.clock.now(),
  };
  await insertRows(tx, LedgerEntry, [entry]);
  await emit(tx, context, { type: "LedgerEntry", id: entry.id, op: "UPSERT", siteId: account.siteId });
  return { ...account, balanceCents: account.balanceCents + amountCents };
}

/** Made at the first entry; of two who make it at once the unique index lets one, and both use it. */
async function issuingAccountOf(tx: EntityManager, context: Emitter, siteId: string): Promise<IssuingAccount> {
  const known = await findIssuingAccount(tx, siteId);
  if (known) return known;
  const made: IssuingAccount = { id: context.ids.next("iss"), siteId };
  try {
    await insertRows(tx, IssuingAccount, [made]);
    return made;
  } catch (error) {
    if (!isUniqueViolation(error, "uq_issuing_account_site")) throw error;
    return (await findIssuingAccount(tx, siteId))!;
  }
}
