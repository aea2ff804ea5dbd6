import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { run } from "../database/rows";
import { Fault } from "../errors/faults";
import { defineReasons, Refusal, Refusals, refuse } from "../errors/refusals";
import { lineOf } from "../errors/text";
import type { SubgraphContext } from "../subgraph/context";
import { claimKey, findClaimed, keepAnswer, type Claim } from "./idempotency.queries";

export const idempotencyReasons = defineReasons({
  idempotencyKeyReused: { code: "CONFLICT", zh: "该幂等键已用于另一个请求。", en: "This idempotency key was used for another request." },
});

/** The input field of every mutation that moves value or a place. */
export const idempotencyKey = lineOf(100);
export const idempotencyKeyDescription = "A value of the caller's own, at most 100 characters, the same whenever this request is sent again: it then takes effect once and is answered alike.";

export interface OnceOnly {
  readonly key: string;
  /** The mutation: a key serves one. */
  readonly operation: string;
  /** As its schema gives it, so that the same input reads the same. */
  readonly input: object;
}

/** Changes rows in the transaction; emits events last, when nothing can refuse any more. Its result is plain data. */
export type Work<Result> = (tx: EntityManager) => Promise<Result>;

type Outcome<Result> = { readonly result: Result } | { readonly refusals: readonly Refusal[] };

/**
 * Does a caller's work once for a key: whoever comes again gets the first answer, a refusal included, and another input under the same key is
 * refused. `prepare` looks for what has to be found before a transaction and hands out the work; what it throws besides refusals, such as
 * NOT_YET_VISIBLE, leaves the key free.
 */
export async function idempotent<Result extends object>(context: Pick<SubgraphContext, "caller" | "clock" | "database">, request: OnceOnly, prepare: () => Promise<Work<Result>>): Promise<Result> {
  const claim = claimOf(context.caller.subject, request);
  const prepared = await outcomeOf(prepare);
  const outcome = await context.database.write(async (tx): Promise<Outcome<Result>> => {
    if (!(await claimKey(tx, claim, context.clock.now()))) return keptOutcome(tx, claim);
    const reached = "refusals" in prepared ? prepared : await outcomeOf(() => undoneWhenRefused(tx, prepared.result));
    await keepAnswer(tx, claim.claim, JSON.stringify(reached));
    return reached;
  });
  if ("refusals" in outcome) throw new Refusals(outcome.refusals);
  return outcome.result;
}

function claimOf(subject: string | null, { key, operation, input }: OnceOnly): Claim {
  if (subject === null) throw new Fault("UNAUTHENTICATED");
  return { claim: digest([subject, key]), fingerprint: digest([operation, input]) };
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { refusals: [error] };
    if (error instanceof Refusals) return { refusals: error.refusals };
    throw error;
  }
}

/** The key stays claimed while the work is undone: were it given up, all who wait for it would do the work and be refused in their turn. */
async function undoneWhenRefused<Result>(tx: EntityManager, work: Work<Result>): Promise<Result> {
  await run(tx, sql`SAVEPOINT before_work`);
  try {
    return await work(tx);
  } catch (error) {
    if (error instanceof Refusal || error instanceof Refusals) await run(tx, sql`ROLLBACK TO SAVEPOINT before_work`);
    throw error;
  }
}

async function keptOutcome<Result>(tx: EntityManager, { claim, fingerprint }: Claim): Promise<Outcome<Result>> {
  const kept = await findClaimed(tx, claim);
  if (kept.fingerprint !== fingerprint) refuse(idempotencyReasons.idempotencyKeyReused, "idempotencyKey");
  const outcome = JSON.parse(kept.answer) as Outcome<Result>;
  if ("result" in outcome) return outcome;
  return { refusals: outcome.refusals.map(({ reason, field, parameters }) => new Refusal(reason, field, parameters)) };
}
