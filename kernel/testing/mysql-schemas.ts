import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { openDatabase, type DatabaseDefinition } from "../database/database";
import { environment, runFolder, runSchemaPrefix } from "./environment";
import { urlFor, withServer } from "./mysql-server";

/** Rows by table. */
type Seeds = Record<string, Record<string, unknown>[]>;

const taken = new Set<string>();

/** A migrated schema of this worker that nobody uses now, brought back to what its migrations left. */
export async function takeSchema(definition: DatabaseDefinition, fingerprint: string): Promise<{ prefix: string; release(): void }> {
  const prefix = freePrefix(fingerprint);
  taken.add(prefix);
  const schema = `${prefix}_${definition.name}`;
  const seeds = path.join(runFolder(), "seeds", schema);
  if (existsSync(seeds)) {
    await withServer(async (connection) => restore(connection, schema, deserialize(await readFile(seeds)) as Seeds));
  } else {
    await (await openDatabase(definition, { engine: "mysql", url: urlFor(prefix), poolSize: 1 })).close();
    await mkdir(path.dirname(seeds), { recursive: true });
    await withServer(async (connection) => writeFile(seeds, serialize(await readSeeds(connection, schema))));
  }
  return { prefix, release: () => taken.delete(prefix) };
}

function freePrefix(fingerprint: string): string {
  for (let slot = 1; ; slot++) {
    const prefix = `${runSchemaPrefix()}${environment.worker}_${fingerprint}_${slot}`;
    if (!taken.has(prefix)) return prefix;
  }
}

async function readSeeds(connection: Connection, schema: string): Promise<Seeds> {
  const seeds: Seeds = {};
  for (const table of await filledTables(connection, schema)) {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM \`${schema}\`.\`${table}\``);
    seeds[table] = rows.map((row) => ({ ...row }));
  }
  return seeds;
}

/** Emptying is many times faster than creating, and TRUNCATE passes the triggers of append-only tables. */
async function restore(connection: Connection, schema: string, seeds: Seeds): Promise<void> {
  await connection.query(`USE \`${schema}\`; SET FOREIGN_KEY_CHECKS = 0`);
  for (const table of await filledTables(connection, schema)) {
    await connection.query(`DELETE FROM \`${table}\``).catch(() => connection.query(`TRUNCATE TABLE \`${table}\``));
  }
  for (const [table, rows] of Object.entries(seeds)) {
    const columns = Object.keys(rows[0]!).map((column) => `\`${column}\``);
    await connection.query(`INSERT INTO \`${table}\` (${columns.join(", ")}) VALUES ?`, [rows.map((row) => Object.values(row))]);
  }
}

async function filledTables(connection: Connection, schema: string): Promise<string[]> {
  const [tables] = await connection.query<RowDataPacket[]>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE' AND table_name <> 'migrations'", [schema]);
  const names = (tables as { name: string }[]).map(({ name }) => name);
  if (names.length === 0) return [];
  const [filled] = await connection.query<RowDataPacket[]>(names.map((name) => `(SELECT '${name}' AS name FROM \`${schema}\`.\`${name}\` LIMIT 1)`).join(" UNION ALL "));
  return (filled as { name: string }[]).map(({ name }) => name);
}
