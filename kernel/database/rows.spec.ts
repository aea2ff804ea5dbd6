import sql from "sql-template-tag";
import { testDatabase } from "../testing/databases";
import { expectRowOfAgreesWithFind } from "../testing/row-of-agreement";
import { sample, sampleDefinition, Sample, SampleEntry } from "../testing/sample-database";
import type { Database } from "./database";
import { exactInteger } from "./codecs";
import { forUpdate, inList, insertRows, query, run, selectRows } from "./rows";

let database: Database;
beforeEach(async () => {
  database = await testDatabase(sampleDefinition);
});

const write = (...rows: Partial<Sample>[]) => database.write((tx) => insertRows(tx, Sample, rows));
const read = (id: string) => selectRows(database.reader, Sample, sql`WHERE t.id = ${id}`).then(([row]) => row);

const full = sample("full", {
  name: "绥芬河市新时代文明实践中心 🌲",
  startsAt: "2026-02-28T23:59:59.999999Z",
  day: "2024-02-29",
  amount: Number.MAX_SAFE_INTEGER,
  open: false,
  details: { z: 1, a: ["二", null, { 深: true }], at: "2026-11-22T01:02:03.123456Z" },
  secret: Buffer.from([0, 39, 92, 255]),
});

it("rowOf gives what find gives, for a column of every kind", async () => {
  await expectRowOfAgreesWithFind(database, Sample, [full, sample("plain")]);
  await expectRowOfAgreesWithFind(database, SampleEntry, [{ sampleId: "full", position: 1 }]);
});

it("a row reads back as it was written, and carries its name in the graph", async () => {
  await write(full);
  expect(await read("full")).toEqual({ __typename: "Sample", ...full });
});

it("bytes may be the only value of a statement", async () => {
  await write(full);
  expect(await selectRows(database.reader, Sample, sql`WHERE t.secret = ${full.secret}`)).toHaveLength(1);
  expect(await database.write((tx) => run(tx, sql`UPDATE sample SET secret = ${Buffer.from("anew")} WHERE id = 'full'`))).toEqual({ affected: 1 });
});

it("what TypeORM itself writes reads back the same", async () => {
  await database.write((tx) => tx.insert(Sample, full as object));
  await database.write((tx) => tx.update(Sample, { id: "full", startsAt: full.startsAt }, { open: true, startsAt: "2026-03-01T00:00:00.000001Z" }));
  expect(await read("full")).toEqual({ __typename: "Sample", ...full, open: true, startsAt: "2026-03-01T00:00:00.000001Z" });
});

it("a raw read gives instants, sums and counts as code knows them", async () => {
  await write(sample("a", { amount: 3 }), sample("b", { amount: 4, startsAt: "2026-11-23T00:00:00.000000Z" }));
  const [raw] = await query(database.reader, sql`SELECT COUNT(*) AS rows_found, SUM(amount) AS total, AVG(amount) AS mean, MAX(starts_at) AS latest, 'a' || ${3} AS joined FROM sample`);
  expect(raw).toEqual({ rows_found: 2, total: 7, mean: 3.5, latest: "2026-11-23T00:00:00.000000Z", joined: "a3" });
});

it("instants compare to the microsecond", async () => {
  await write(sample("early", { startsAt: "2026-11-22T01:02:03.000001Z" }), sample("late", { startsAt: "2026-11-22T01:02:03.000002Z" }));
  const rows = await selectRows(database.reader, Sample, sql`WHERE t.starts_at > ${"2026-11-22T01:02:03.000001Z"}`);
  expect(rows.map(({ id }) => id)).toEqual(["late"]);
});

it("an integer that code could not hold exactly is refused at every way in and out", async () => {
  await expect(write(sample("a", { amount: 2 ** 53 }))).rejects.toThrow(RangeError);
  await expect(write(sample("a", { amount: 1.5 }))).rejects.toThrow(RangeError);
  await expect(database.write((tx) => run(tx, sql`UPDATE sample SET amount = ${2 ** 53}`))).rejects.toThrow(RangeError);
  await write(full);
  await expect(database.write((tx) => run(tx, sql`UPDATE sample SET amount = amount + 1`))).rejects.toMatchObject({ kind: "check", constraint: "ck_sample_amount" });
  const [raw] = await query<{ total: number }>(database.reader, sql`SELECT amount + amount AS total FROM sample`);
  expect(() => exactInteger(raw!.total)).toThrow(RangeError);
});

it("a value of the wrong kind is refused before it is stored", async () => {
  for (const wrong of [{ startsAt: "2026-11-22" }, { day: "22.11.2026" }, { open: 1 as never }, { name: 5 as never }]) await expect(write(sample("a", wrong))).rejects.toThrow(TypeError);
  for (const unreal of [{ startsAt: "2026-02-30T00:00:00.000000Z" }, { day: "2026-13-01" }]) await expect(write(sample("a", unreal))).rejects.toMatchObject({ kind: "check" });
  await expect(database.write((tx) => run(tx, sql`UPDATE sample SET open = ${7}`))).resolves.toEqual({ affected: 0 });
  await write(sample("a"));
  await expect(database.write((tx) => run(tx, sql`UPDATE sample SET open = ${7}`))).rejects.toMatchObject({ kind: "check", constraint: "ck_sample_open" });
});

it("keys and text compare and order by code point", async () => {
  await write(...["Abc", "abc", "Zebra", "é", "中文", "😀"].map((id) => sample(id, { id })));
  expect((await selectRows(database.reader, Sample, sql`ORDER BY t.name`)).map(({ name }) => name)).toEqual(["Abc", "Zebra", "abc", "é", "中文", "😀"]);
  expect(await selectRows(database.reader, Sample, sql`WHERE t.id = ${"ABC"}`)).toEqual([]);
  expect(await selectRows(database.reader, Sample, sql`WHERE t.name LIKE ${"ab%"}`)).toHaveLength(1);
});

it("a junk id finds nothing rather than failing", async () => {
  await write(sample("a"));
  expect(await selectRows(database.reader, Sample, sql`WHERE t.id IN ${inList(["没有", "'; --", "\\", "1"])}`)).toEqual([]);
  expect(await selectRows(database.reader, Sample, sql`WHERE t.id IN ${inList([])}`)).toEqual([]);
});

it("thousands of rows are inserted in a few statements", async () => {
  const before = database.statements();
  await write(...Array.from({ length: 5000 }, (_, index) => sample(`s_${index}`, { amount: index })));
  expect(database.statements() - before).toBe(5);
  const [raw] = await query(database.reader, sql`SELECT COUNT(*) AS count, SUM(amount) AS total FROM sample`);
  expect(raw).toEqual({ count: 5000, total: 12_497_500 });
});

it("a change tells how many rows matched, and a locked read reads", async () => {
  await write(sample("a"), sample("b"));
  const affected = await database.write(async (tx) => {
    await query(tx, sql`SELECT id FROM sample WHERE id = ${"a"} ${forUpdate(tx)}`);
    return [(await run(tx, sql`UPDATE sample SET amount = amount`)).affected, (await run(tx, sql`DELETE FROM sample WHERE amount > ${0}`)).affected];
  });
  expect(affected).toEqual([2, 0]);
});
