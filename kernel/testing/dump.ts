import { readFileSync } from "node:fs";
import sql, { raw } from "sql-template-tag";
import type { Database } from "../database/database";
import { query } from "../database/rows";

/** Everything that lies in a database, as whoever steals a backup would read it: all rows of all tables, and on SQLite the file with its log. */
export async function dumpOf({ engine, reader }: Database): Promise<string> {
  const tables = await query<{ name: string }>(
    reader,
    engine === "sqlite" ? sql`SELECT name FROM sqlite_master WHERE type = 'table'` : sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`,
  );
  const rows = await Promise.all(tables.map(async ({ name }) => (await query(reader, sql`SELECT * FROM ${raw(`\`${name}\``)}`)).map((row) => `${name} ${Object.values(row).map(textOf).join(" ")}`)));
  const files = engine === "sqlite" ? await query<{ file: string }>(reader, sql`SELECT file FROM pragma_database_list WHERE name = 'main'`) : [];
  return [...rows.flat(), ...files.flatMap(({ file }) => ["", "-wal"].map((suffix) => readFileSync(`${file}${suffix}`, "latin1")))].join("\n");
}

function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("latin1");
  return Buffer.isBuffer(value) ? value.toString("latin1") : String(value);
}
