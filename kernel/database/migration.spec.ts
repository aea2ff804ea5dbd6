import sql from "sql-template-tag";
import { currentEngine, testDatabaseSettings } from "../testing/databases";
import { CreateSamples1764547200000, sample, sampleDefinition, Sample } from "../testing/sample-database";
import { columnTypes, type ColumnTypes } from "./columns";
import { openDatabase } from "./database";
import { Migration, type MigrationRunner } from "./migration";
import { insertRows, query, run } from "./rows";
import { portableStatement } from "./table-statement";

class AddNote1764633600000 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`ALTER TABLE sample ADD COLUMN note ${types.text(3)}`);
  }
}

class Unnamed extends Migration {
  async up(): Promise<void> {}
}

class Breaks1764720000000 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE half (id ${types.id} NOT NULL PRIMARY KEY)`);
    await sql("CREATE TABLE nonsense of mine");
  }
}

it("a later release migrates what stands, and keeps its rows", async () => {
  const settings = await testDatabaseSettings();
  const first = await openDatabase(sampleDefinition, settings);
  await first.write((tx) => insertRows(tx, Sample, [sample("a")]));
  await first.close();
  const second = await openDatabase({ ...sampleDefinition, migrations: [AddNote1764633600000, CreateSamples1764547200000] }, settings);
  await second.write((tx) => run(tx, sql`UPDATE sample SET note = ${"二字"}`));
  await expect(second.write((tx) => run(tx, sql`UPDATE sample SET note = ${"four"}`))).rejects.toMatchObject({ kind: "check" });
  expect(await query(second.reader, sql`SELECT id, note FROM sample`)).toEqual([{ id: "a", note: "二字" }]);
  await second.close();
});

it("a migration that fails says so without closing the way for its repair", async () => {
  const settings = await testDatabaseSettings();
  const broken = { ...sampleDefinition, migrations: [...sampleDefinition.migrations, Breaks1764720000000] };
  await expect(openDatabase(broken, settings)).rejects.toThrow(/in the migration Breaks1764720000000/);
  const repaired = await openDatabase(sampleDefinition, settings);
  // MySQL commits each statement of a migration on its own; SQLite takes all of them back.
  const table = await query(repaired.reader, currentEngine() === "sqlite" ? sql`SELECT name FROM sqlite_master WHERE name = 'half'` : sql`SELECT 1 FROM half`);
  expect(table).toEqual([]);
  await repaired.close();
});

it("a migration without its timestamp is refused", async () => {
  const settings = await testDatabaseSettings();
  await expect(openDatabase({ ...sampleDefinition, migrations: [Unnamed] }, settings)).rejects.toThrow(/13-digit timestamp/);
});

it("CREATE TABLE gets the checks of its columns, by name, and the options of the engine", () => {
  const { id, text } = columnTypes("sqlite");
  expect(portableStatement("sqlite", `CREATE TABLE site (id ${id} NOT NULL PRIMARY KEY, name ${text(9)}, CONSTRAINT uq UNIQUE (name))`)).toBe(
    "CREATE TABLE site (`id` TEXT NOT NULL PRIMARY KEY, `name` TEXT, CONSTRAINT uq UNIQUE (name),\n" +
      "  CONSTRAINT ck_site_id CHECK (length(`id`) BETWEEN 1 AND 40),\n  CONSTRAINT ck_site_name CHECK (length(`name`) <= 9)\n) STRICT",
  );
  expect(portableStatement("mysql", `CREATE TABLE site (at ${columnTypes("mysql").instant});`)).toBe(
    "CREATE TABLE site (`at` datetime(6)\n) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
  );
  expect(() => portableStatement("sqlite", "CREATE TABLE site (n INTEGER) WITHOUT ROWID")).toThrow(/table options/);
});
