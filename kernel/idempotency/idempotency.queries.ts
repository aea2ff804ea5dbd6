import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../database/errors";
import { query, run } from "../database/rows";
import type { Instant } from "../time/time";

export interface Claim {
  /** Names the caller and the key, and tells neither. */
  readonly claim: string;
  /** Names the mutation and its input. */
  readonly fingerprint: string;
}

/** False when the key is taken. Whoever claims it at the same time waits here until the first transaction has ended. */
export async function claimKey(tx: EntityManager, { claim, fingerprint }: Claim, now: Instant): Promise<boolean> {
  try {
    await run(tx, sql`INSERT INTO idempotency_key (claim, fingerprint, answer, claimed_at) VALUES (${claim}, ${fingerprint}, NULL, ${now})`);
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "PRIMARY")) return false;
    throw error;
  }
}

export async function findClaimed(tx: EntityManager, claim: string): Promise<{ readonly fingerprint: string; readonly answer: string }> {
  const [row] = await query<{ fingerprint: string; answer: string }>(tx, sql`SELECT fingerprint, answer FROM idempotency_key WHERE claim = ${claim}`);
  return row!;
}

export async function keepAnswer(tx: EntityManager, claim: string, answer: string): Promise<void> {
  await run(tx, sql`UPDATE idempotency_key SET answer = ${answer} WHERE claim = ${claim}`);
}
