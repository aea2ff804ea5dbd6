import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mysql2, { type ResultSetHeader, type RowDataPacket } from "mysql2/promise";
import type { DatabaseSettings } from "../database/database";
import { parseMysqlUrl } from "../database/mysql-address";

export type RawRow = Readonly<Record<string, unknown>>;

/**
 * The tables of a subgraph as they lie in its database, past every guard: foreign keys, CHECKs and triggers do not hold here, so that a specification
 * can break what no verb can. The triggers are gone for good: the database is the specification's own. Names are the specification's own, never a caller's.
 */
export interface RawTables {
  /** Takes the row out and answers it; null when there is none. */
  take(table: string, id: string): Promise<RawRow | null>;
  /** Puts a row back as it was. */
  put(table: string, row: RawRow): Promise<void>;
  /** Writes one column of one row and answers what stood there; undefined when there is no such row. */
  swap(table: string, id: string, column: string, value: unknown): Promise<unknown>;
  close(): Promise<void>;
}

interface Connection {
  /** The rows of a SELECT. */
  rows(statement: string, values: readonly unknown[]): Promise<RawRow[]>;
  run(statement: string, values: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

export async function openRawTables(name: string, settings: DatabaseSettings): Promise<RawTables> {
  const connection = settings.engine === "sqlite" ? sqliteConnection(path.join(settings.directory, `${name}.sqlite`)) : await mysqlConnection(settings.url, name);
  const read = async (table: string, id: string) => (await connection.rows(`SELECT * FROM ${table} WHERE id = ?`, [id]))[0] ?? null;
  return {
    async take(table, id) {
      const row = await read(table, id);
      if (row) await connection.run(`DELETE FROM ${table} WHERE id = ?`, [id]);
      return row;
    },
    put: (table, row) => connection.run(`INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row).map(() => "?").join(", ")})`, Object.values(row)),
    async swap(table, id, column, value) {
      const row = await read(table, id);
      if (row) await connection.run(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, [value, id]);
      return row?.[column];
    },
    close: () => connection.close(),
  };
}

interface Libsql {
  pragma(source: string): unknown;
  prepare(statement: string): { all(...values: unknown[]): RawRow[]; run(...values: unknown[]): unknown };
  close(): void;
}

const busyPauseMilliseconds = 2;

function sqliteConnection(file: string): Connection {
  const driver = require("libsql") as new (file: string) => Libsql;
  const database = new driver(file);
  for (const pragma of ["foreign_keys = OFF", "ignore_check_constraints = ON", "synchronous = OFF"]) database.pragma(pragma);
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()) database.prepare(`DROP TRIGGER ${String(name)}`).run();
  return {
    rows: (statement, values) => patiently(() => database.prepare(statement).all(...values)),
    // It gives bytes as an ArrayBuffer and takes a Buffer.
    run: (statement, values) => patiently(() => void database.prepare(statement).run(...values.map((value) => (value instanceof ArrayBuffer ? Buffer.from(value) : value)))),
    close: () => Promise.resolve(database.close()),
  };
}

/** The driver would wait inside the call, and whoever holds the lock may be of this very process. */
async function patiently<T>(work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY")) throw error;
      await pause(busyPauseMilliseconds);
    }
  }
}

async function mysqlConnection(url: string, name: string): Promise<Connection> {
  const { host, port, user, password, path: schemas } = parseMysqlUrl(url);
  const connection = await mysql2.createConnection({ host, port, user, password, database: `${schemas}_${name}`, charset: "utf8mb4_bin", dateStrings: true, supportBigNumbers: true });
  await connection.execute("SET SESSION foreign_key_checks = 0");
  await connection.execute("SET SESSION check_constraint_checks = 0").catch(() => suspendChecks(connection));
  const [triggers] = await connection.execute<RowDataPacket[]>("SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()");
  for (const { name } of triggers as { name: string }[]) await connection.query(`DROP TRIGGER \`${name}\``);
  return {
    rows: async (statement, values) => (await connection.execute<RowDataPacket[]>(statement, values as string[]))[0],
    async run(statement, values) {
      await connection.execute<ResultSetHeader>(statement, values as string[]);
    },
    close: () => connection.end(),
  };
}

/** MySQL has no switch for a session: the CHECKs of this database, which is the specification's own, are suspended one by one. */
async function suspendChecks(connection: mysql2.Connection): Promise<void> {
  const [checks] = await connection.execute<RowDataPacket[]>("SELECT table_name AS holder, constraint_name AS name FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_type = 'CHECK'");
  for (const { holder, name } of checks as { holder: string; name: string }[]) await connection.execute(`ALTER TABLE \`${holder}\` ALTER CHECK \`${name}\` NOT ENFORCED`);
}
