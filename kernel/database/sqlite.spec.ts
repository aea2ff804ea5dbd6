import { writeFile } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { describeOn, testDatabaseSettings } from "../testing/databases";
import { sample, sampleDefinition, Sample } from "../testing/sample-database";
import { openDatabase, type SqliteSettings } from "./database";
import { insertRows, run, selectRows } from "./rows";

describeOn("sqlite", "SQLite", () => {
  const place = async () => (await testDatabaseSettings()) as SqliteSettings;

  it("an acknowledged write is on the disk, references hold, and triggers see what REPLACE removes", async () => {
    const { directory } = await place();
    const database = await openDatabase(sampleDefinition, { engine: "sqlite", directory });
    const pragmas = await database.write(async (tx) => {
      const read = async (name: string) => Object.values((await tx.query<Record<string, unknown>[]>(`PRAGMA ${name}`))[0]!)[0];
      return { synchronous: await read("synchronous"), journal: await read("journal_mode"), references: await read("foreign_keys"), triggers: await read("recursive_triggers") };
    });
    expect(pragmas).toEqual({ synchronous: 2, journal: "wal", references: 1, triggers: 1 });
    await database.close();
  });

  it("two databases on one file take turns", async () => {
    const settings = await place();
    const first = await openDatabase(sampleDefinition, settings);
    const second = await openDatabase(sampleDefinition, settings);
    await first.write((tx) => insertRows(tx, Sample, [sample("a")]));
    const add = (database: typeof first) => database.write((tx) => run(tx, sql`UPDATE sample SET amount = amount + 1`));
    await Promise.all(Array.from({ length: 40 }, (_, index) => add(index % 2 ? first : second)));
    expect((await selectRows(second.reader, Sample, sql``))[0]!.amount).toBe(40);
    await first.close();
    await second.close();
  });

  it("a file that is no database is named in one line", async () => {
    const settings = await place();
    await writeFile(path.join(settings.directory, "sample.sqlite"), "nothing of the kind ".repeat(100));
    await expect(openDatabase(sampleDefinition, settings)).rejects.toMatchObject({ name: "DatabaseError", kind: "unavailable", message: expect.stringContaining("sample.sqlite") as string });
  });

  it("a folder that cannot be made is named in one line", async () => {
    const { directory } = await place();
    await writeFile(path.join(directory, "file"), "");
    await expect(openDatabase(sampleDefinition, { engine: "sqlite", directory: path.join(directory, "file", "data") })).rejects.toMatchObject({ kind: "unavailable" });
  });
});
