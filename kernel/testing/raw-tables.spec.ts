import sql from "sql-template-tag";
import { openDatabase, type Database } from "../database/database";
import { insertRows, selectRows } from "../database/rows";
import { testDatabaseSettings } from "./databases";
import { openRawTables, type RawTables } from "./raw-tables";
import { sample, Sample, sampleDefinition, SampleEntry } from "./sample-database";

let database: Database;
let tables: RawTables;

const whole = sample("a", { name: "绥芬河", day: "2026-11-22", amount: 900_719_925_474_099, details: { ways: ["a", 1] }, secret: Buffer.from([0, 255]) });

beforeEach(async () => {
  const settings = await testDatabaseSettings();
  database = await openDatabase(sampleDefinition, settings);
  tables = await openRawTables("sample", settings);
  await database.write(async (tx) => {
    await insertRows(tx, Sample, [whole]);
    await insertRows(tx, SampleEntry, [{ sampleId: whole.id, position: 1 }]);
  });
});

afterEach(() => Promise.all([tables.close(), database.close()]));

const stored = () => selectRows(database.reader, Sample, sql``);

it("a row goes although others refer to it, and comes back as it was", async () => {
  const before = await stored();
  const row = await tables.take("sample", whole.id);
  expect(await stored()).toEqual([]);
  await tables.put("sample", row!);
  expect(await stored()).toEqual(before);
  expect(await tables.take("sample", "nobody")).toBeNull();
});

it("a column takes what no CHECK lets through, and tells what stood there", async () => {
  expect(await tables.swap("sample", whole.id, "amount", -1)).toBe(whole.amount);
  expect(await stored()).toMatchObject([{ amount: -1 }]);
  expect(await tables.swap("sample", "nobody", "amount", -1)).toBeUndefined();
});
