import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { testDatabase } from "../testing/databases";
import { sample, sampleDefinition, Sample } from "../testing/sample-database";
import type { Database } from "./database";
import { DatabaseError } from "./errors";
import { insertRows, query, run, selectRows } from "./rows";
import { TransactionMisuse } from "./transaction-scope";

let database: Database;
beforeEach(async () => {
  database = await testDatabase(sampleDefinition);
  await database.write((tx) => insertRows(tx, Sample, [sample("a"), sample("b")]));
});

const add = (tx: EntityManager, id: string, amount: number) => run(tx, sql`UPDATE sample SET amount = amount + ${amount} WHERE id = ${id}`);
const amountOf = async (id: string) => (await selectRows(database.reader, Sample, sql`WHERE t.id = ${id}`))[0]!.amount;

it("of twenty transactions at once, exactly those that did not throw leave a trace", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      database.write(async (tx) => {
        await add(tx, "a", 1);
        await query(tx, sql`SELECT 1`);
        await add(tx, "b", 100);
        if (index % 3 === 0) throw new Error(`refused ${index}`);
        return index;
      }),
    ),
  );
  const accepted = outcomes.filter(({ status }) => status === "fulfilled").length;
  expect(accepted).toBe(13);
  expect(await amountOf("a")).toBe(accepted);
  expect(await amountOf("b")).toBe(accepted * 100);
});

it("a conditional update hands out each place once, however many ask at once", async () => {
  await database.write((tx) => add(tx, "a", 20));
  const taken = await Promise.all(
    Array.from({ length: 60 }, () => database.write(async (tx) => (await run(tx, sql`UPDATE sample SET amount = amount - 1 WHERE id = ${"a"} AND amount >= 1`)).affected)),
  );
  expect(taken.filter((affected) => affected === 1)).toHaveLength(20);
  expect(await amountOf("a")).toBe(0);
});

it("what the work throws reaches its caller, and the next write is none the worse", async () => {
  const refusal = new Error("not today");
  await expect(database.write(async (tx) => { await add(tx, "a", 1); throw refusal; })).rejects.toBe(refusal);
  await database.write((tx) => add(tx, "a", 5));
  expect(await amountOf("a")).toBe(5);
});

it("a statement that fails and is caught leaves the rest of its transaction standing", async () => {
  await database.write(async (tx) => {
    await add(tx, "a", 1);
    await expect(insertRows(tx, Sample, [sample("b")])).rejects.toThrow(DatabaseError);
    await add(tx, "b", 1);
  });
  expect([await amountOf("a"), await amountOf("b")]).toEqual([1, 1]);
});

it("a write inside a write is refused, and so is the reader: both would wait for themselves", async () => {
  await expect(database.write(() => database.write(async () => undefined))).rejects.toThrow(TransactionMisuse);
  await expect(database.write(() => database.reader.query("SELECT 1"))).rejects.toThrow(TransactionMisuse);
  await expect(database.write((tx) => add(tx, "a", 1))).resolves.toEqual({ affected: 1 });
});

it("what a transaction left running in the background may write once it has ended", async () => {
  let later: Promise<unknown> = Promise.resolve();
  await database.write(async () => {
    later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => database.write((tx) => add(tx, "a", 1)));
  });
  await expect(later).resolves.toEqual({ affected: 1 });
});

it("the manager of a finished transaction writes nothing more", async () => {
  let leaked: EntityManager | undefined;
  await database.write(async (tx) => { leaked = tx; });
  await expect(add(leaked!, "a", 1)).rejects.toThrow();
  expect(await amountOf("a")).toBe(0);
});

it("the reader only reads", async () => {
  await expect(database.reader.query("UPDATE sample SET amount = 9")).rejects.toThrow(TransactionMisuse);
  await expect(run(database.reader, sql`DELETE FROM sample`)).rejects.toThrow(TransactionMisuse);
  expect(await amountOf("a")).toBe(0);
});

it("a reader sees nothing of a transaction that has not committed", async () => {
  let written = () => {};
  const seen = new Promise<void>((resolve) => { written = resolve; });
  let finish = () => {};
  const mayCommit = new Promise<void>((resolve) => { finish = resolve; });
  const write = database.write(async (tx) => { await add(tx, "a", 7); written(); await mayCommit; });
  await seen;
  expect(await amountOf("a")).toBe(0);
  finish();
  await write;
  expect(await amountOf("a")).toBe(7);
});

it("every statement is counted, transaction control included", async () => {
  const before = database.statements();
  await database.write((tx) => add(tx, "a", 1));
  expect(database.statements() - before).toBe(3);
  await amountOf("a");
  expect(database.statements() - before).toBe(4);
});

it("closing waits for the writes that run, and later ones are refused", async () => {
  const writes = Array.from({ length: 5 }, () => database.write((tx) => add(tx, "a", 1)));
  await database.close();
  await expect(Promise.all(writes)).resolves.toHaveLength(5);
  await expect(database.write(async () => undefined)).rejects.toMatchObject({ kind: "unavailable" });
});
