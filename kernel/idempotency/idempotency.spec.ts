import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { anonymous, callerWith, type Caller } from "../auth/caller";
import type { Database } from "../database/database";
import { query, run } from "../database/rows";
import { Fault, faultOf } from "../errors/faults";
import { defineReasons, refusable, Refusal, Refusals, refuse } from "../errors/refusals";
import { testDatabase } from "../testing/databases";
import { CreateSamples1764547200000, Sample } from "../testing/sample-database";
import { fixedClock } from "../time/time";
import { idempotent, type Work } from "./idempotency";
import { CreateIdempotencyKeys1795100000101 } from "./idempotency.migration";

const reasons = defineReasons({ sampleSpent: { code: "INSUFFICIENT", zh: "余额 {balance} 不足。", en: "The balance of {balance} does not suffice." } });
const clock = fixedClock("2026-03-02T01:00:00.000000Z");
const officer = callerWith({ subject: "officer", roles: ["SITE_OFFICER"] });

let database: Database;
let done: number;

beforeEach(async () => {
  done = 0;
  database = await testDatabase({ name: "once", entities: [Sample], migrations: [CreateSamples1764547200000, CreateIdempotencyKeys1795100000101] });
  await database.write((tx) => run(tx, sql`INSERT INTO sample (id, name, starts_at, amount, open) VALUES ('purse', 'purse', ${clock.now()}, 100, 1)`));
});

const balance = async () => (await query<{ amount: number }>(database.reader, sql`SELECT amount FROM sample`))[0]!.amount;

/** Notes the spending first and is refused afterwards, so that a refusal has something to undo. */
async function spent(tx: EntityManager, amount: number): Promise<{ spent: number; turn: number }> {
  await run(tx, sql`UPDATE sample SET name = ${`spent ${amount}`} WHERE id = 'purse'`);
  const { affected } = await run(tx, sql`UPDATE sample SET amount = amount - ${amount} WHERE id = 'purse' AND amount >= ${amount}`);
  if (affected === 0) refuse(reasons.sampleSpent, "amount", { balance: 100 });
  return { spent: amount, turn: ++done };
}

function spend(amount: number, { key = "k", as = officer, operation = "spend", prepare }: { key?: string; as?: Caller; operation?: string; prepare?: () => Promise<Work<{ spent: number; turn: number }>> } = {}) {
  return idempotent({ caller: as, clock, database }, { key, operation, input: { amount } }, prepare ?? (() => Promise.resolve((tx) => spent(tx, amount))));
}

async function refusalOf(work: Promise<unknown>): Promise<string[]> {
  const tell = ({ reason, field, parameters }: Refusal) => `${reason.code} ${field?.join(".") ?? ""} ${JSON.stringify(parameters)}`;
  try {
    return [`not refused: ${JSON.stringify(await work)}`];
  } catch (error) {
    if (error instanceof Refusal) return [tell(error)];
    if (error instanceof Refusals) return error.refusals.map(tell);
    throw error;
  }
}

it("the same request again has no further effect and gets the first answer", async () => {
  expect(await spend(30)).toEqual({ spent: 30, turn: 1 });
  expect(await spend(30)).toEqual({ spent: 30, turn: 1 });
  expect([await balance(), done]).toEqual([70, 1]);
});

it("one key 300 times at once has one effect and one answer", async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, () => spend(30)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(answers[0])]));
  expect(await balance()).toBe(70);
});

it("another input or another mutation under the key is refused, and the first answer stands", async () => {
  await spend(30);
  expect(await refusalOf(spend(31))).toEqual(["CONFLICT input.idempotencyKey {}"]);
  expect(await refusalOf(spend(30, { operation: "earn" }))).toEqual(["CONFLICT input.idempotencyKey {}"]);
  expect(await spend(30)).toEqual({ spent: 30, turn: 1 });
  expect(await balance()).toBe(70);
});

it("a refusal undoes the work and stays a refusal, even when the work could be done by now", async () => {
  const refused = ['INSUFFICIENT input.amount {"balance":100}'];
  expect(await refusalOf(spend(130))).toEqual(refused);
  expect((await query<{ name: string }>(database.reader, sql`SELECT name FROM sample`))[0]!.name).toBe("purse");
  await database.write((tx) => run(tx, sql`UPDATE sample SET amount = 1000`));
  expect(await refusalOf(spend(130))).toEqual(refused);
  expect(await balance()).toBe(1000);
});

it("a refusal is told again in the language of whoever asks again", async () => {
  const told = async (language: "zh" | "en") => (await refusable({ language }, "purse", () => spend(130))).userErrors[0]!.message;
  expect([await told("en"), await told("zh")]).toEqual(["The balance of 100 does not suffice.", "余额 100 不足。"]);
});

it("one key 100 times at once that is refused is refused alike each time", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => refusalOf(spend(130))));
  expect(new Set(answers.flat())).toEqual(new Set(['INSUFFICIENT input.amount {"balance":100}']));
});

it("what was refused before the transaction stays refused too", async () => {
  expect(await refusalOf(spend(30, { prepare: () => refuse(reasons.sampleSpent, "amount") }))).toEqual(["INSUFFICIENT input.amount {}"]);
  expect(await refusalOf(spend(30))).toEqual(["INSUFFICIENT input.amount {}"]);
  expect(await balance()).toBe(100);
});

it("whoever was answered gets that answer, whatever is found before the transaction by now", async () => {
  await spend(30);
  expect(await spend(30, { prepare: () => refuse(reasons.sampleSpent, "amount") })).toEqual({ spent: 30, turn: 1 });
});

it("what breaks leaves the key free: nothing of it is kept", async () => {
  const notYet = spend(30, { prepare: () => Promise.reject(new Fault("NOT_YET_VISIBLE")) });
  expect(faultOf(await notYet.catch((error: unknown) => error)).code).toBe("NOT_YET_VISIBLE");
  const broken = spend(30, { prepare: () => Promise.resolve(async (tx) => (await spent(tx, 30), Promise.reject(new Error("broken")))) });
  await expect(broken).rejects.toThrow("broken");
  expect(await balance()).toBe(100);
  expect(await spend(30)).toMatchObject({ spent: 30 });
});

it("a key is its caller's own, and anonymous callers have none", async () => {
  await spend(30);
  expect(await spend(30, { as: callerWith({ subject: "another" }) })).toMatchObject({ spent: 30, turn: 2 });
  expect(faultOf(await spend(30, { as: anonymous }).catch((error: unknown) => error)).code).toBe("UNAUTHENTICATED");
  expect(await balance()).toBe(40);
});

it("the table tells neither the caller nor the key", async () => {
  await spend(30, { key: "paper-7" });
  const rows = await query(database.reader, sql`SELECT claim, fingerprint FROM idempotency_key`);
  expect(JSON.stringify(rows)).not.toMatch(/officer|paper/);
});
