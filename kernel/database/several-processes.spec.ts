import { execFile } from "node:child_process";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { testDatabaseSettings } from "../testing/databases";
import { sample, sampleDefinition, Sample } from "../testing/sample-database";
import { openDatabase, type DatabaseSettings } from "./database";
import { insertRows, query, selectRows } from "./rows";

const execute = promisify(execFile);
const startAnother = (settings: DatabaseSettings, id: string, times: number) =>
  execute(process.execPath, ["kernel/launch.cjs", "kernel/testing/open-sample.ts", JSON.stringify(settings), id, String(times)]);

it("processes that start at once on a new database migrate it once", async () => {
  const settings = await testDatabaseSettings();
  await Promise.all([1, 2, 3].map(() => startAnother(settings, "nobody", 0)));
  const database = await openDatabase(sampleDefinition, settings);
  expect(await query(database.reader, sql`SELECT name FROM migrations`)).toEqual([{ name: "CreateSamples1764547200000" }]);
  await database.close();
});

it("processes that write at once lose nothing of each other", async () => {
  const settings = await testDatabaseSettings();
  const database = await openDatabase(sampleDefinition, settings);
  await database.write((tx) => insertRows(tx, Sample, [sample("a")]));
  await Promise.all([1, 2].map(() => startAnother(settings, "a", 200)));
  expect((await selectRows(database.reader, Sample, sql``))[0]!.amount).toBe(400);
  await database.close();
});
