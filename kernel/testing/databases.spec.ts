import sql from "sql-template-tag";
import { Migration, type MigrationRunner } from "../database/migration";
import type { ColumnTypes } from "../database/columns";
import type { Database } from "../database/database";
import { insertRows, query, run } from "../database/rows";
import { testDatabase } from "./databases";
import { sample, sampleDefinition, Sample, SampleEntry } from "./sample-database";

/** A table that nothing may leave, with a row from the start. */
class CreateHeads1764633600000 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE head (id ${types.id} NOT NULL PRIMARY KEY, moved_at ${types.instant} NOT NULL)`);
    await sql("INSERT INTO head (id, moved_at) VALUES (?, ?)", ["first", "2026-11-22T01:02:03.123456Z"]);
    await sql(
      types.engine === "sqlite"
        ? "CREATE TRIGGER head_stays BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'head stays'); END"
        : "CREATE TRIGGER head_stays BEFORE DELETE ON head FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'head stays'",
    );
  }
}

const definition = { ...sampleDefinition, migrations: [...sampleDefinition.migrations, CreateHeads1764633600000] };
const heads = (database: Database) => query(database.reader, sql`SELECT id, moved_at FROM head ORDER BY id`);
const untouched = [{ id: "first", moved_at: "2026-11-22T01:02:03.123456Z" }];

it.each([1, 2, 3])("a test's database holds what its migrations left and nothing of the test before (%i)", async () => {
  const database = await testDatabase(definition);
  expect(await query(database.reader, sql`SELECT id FROM sample`)).toEqual([]);
  expect(await heads(database)).toEqual(untouched);
  await database.write(async (tx) => {
    await insertRows(tx, Sample, [sample("a"), sample("b")]);
    await insertRows(tx, SampleEntry, [{ sampleId: "a", position: 1 }]);
    await run(tx, sql`INSERT INTO head (id, moved_at) VALUES (${"second"}, ${"2026-11-23T00:00:00.000000Z"})`);
  });
  await expect(database.write((tx) => run(tx, sql`DELETE FROM head`))).rejects.toMatchObject({ kind: "check", constraint: "head stays" });
});

it("two databases of one definition know nothing of each other", async () => {
  const [one, other] = [await testDatabase(definition), await testDatabase(definition)];
  await one.write((tx) => insertRows(tx, Sample, [sample("a")]));
  expect(await query(other.reader, sql`SELECT id FROM sample`)).toEqual([]);
});

describe("a database of a beforeAll", () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase(definition);
  });

  it.each([1, 2])("stays open for every test of its file (%i)", async () => {
    await database.ping();
  });
});
