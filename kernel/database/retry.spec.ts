import sql from "sql-template-tag";
import { describeOn, testDatabase } from "../testing/databases";
import { sample, sampleDefinition, Sample } from "../testing/sample-database";
import { DatabaseError } from "./errors";
import { withRetries } from "./retry";
import { insertRows, query, run, selectRows } from "./rows";

const deadlock = () => new DatabaseError({ kind: "retryable", code: "ER_LOCK_DEADLOCK" });

it("a transaction that keeps losing is given up after eight retries", async () => {
  let attempts = 0;
  await expect(withRetries(async () => { attempts++; throw deadlock(); })).rejects.toMatchObject({ kind: "retryable" });
  expect(attempts).toBe(9);
});

it("what no retry can mend is not tried again", async () => {
  let attempts = 0;
  await expect(withRetries(async () => { attempts++; throw new DatabaseError({ kind: "unique", code: "ER_DUP_ENTRY" }); })).rejects.toMatchObject({ kind: "unique" });
  expect(attempts).toBe(1);
});

it("the whole transaction runs again, and only its last run counts", async () => {
  const database = await testDatabase(sampleDefinition);
  let attempts = 0;
  await database.write(async (tx) => {
    await insertRows(tx, Sample, [sample(`try_${attempts++}`)]);
    if (attempts < 3) throw deadlock();
  });
  expect((await selectRows(database.reader, Sample, sql``)).map(({ id }) => id)).toEqual(["try_2"]);
});

describeOn("mysql", "two transactions that wait for each other", () => {
  /** Resolves for everyone once `count` have arrived; later rounds pass at once. */
  function meetingPoint(count: number): () => Promise<void> {
    let arrived = 0;
    let open = () => {};
    const all = new Promise<void>((resolve) => { open = resolve; });
    return () => { if (++arrived >= count) open(); return all; };
  }

  async function rivals(afterDeadlock: "throws" | "swallows") {
    const database = await testDatabase(sampleDefinition);
    await database.write((tx) => insertRows(tx, Sample, [sample("a"), sample("b")]));
    const meet = meetingPoint(2);
    let attempts = 0;
    const transfer = (first: string, second: string) =>
      database.write(async (tx) => {
        attempts++;
        await run(tx, sql`UPDATE sample SET amount = amount + 1 WHERE id = ${first}`);
        await meet();
        const second_ = run(tx, sql`UPDATE sample SET amount = amount + 10 WHERE id = ${second}`);
        await (afterDeadlock === "swallows" ? second_.catch(() => undefined) : second_);
        await query(tx, sql`SELECT 1`).catch(() => undefined);
        await run(tx, sql`UPDATE sample SET amount = amount + 100 WHERE id = ${first}`);
      });
    await Promise.all([transfer("a", "b"), transfer("b", "a")]);
    return { attempts, amounts: (await selectRows(database.reader, Sample, sql`ORDER BY t.id`)).map(({ amount }) => amount) };
  }

  it("both end well, the loser in a second run", async () => {
    expect(await rivals("throws")).toEqual({ attempts: 3, amounts: [111, 111] });
  });

  it("a deadlock that the work swallowed still undoes all of it: nothing commits on its own", async () => {
    expect(await rivals("swallows")).toEqual({ attempts: 3, amounts: [111, 111] });
  });
});
