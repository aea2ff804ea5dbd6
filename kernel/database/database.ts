import type { EntityManager } from "typeorm";
import { openMysql } from "./mysql";
import { openSqlite } from "./sqlite";
import type { WriteOptions } from "./write-queue";

export type Engine = "sqlite" | "mysql";

/** One subgraph's database. It reads through `reader` and changes through `write`, and nothing else reaches the engine. */
export interface Database {
  readonly engine: Engine;
  /** The read connection or pool; refuses to change anything, and refuses to be used inside a transaction of ours. */
  readonly reader: EntityManager;
  /** One transaction: all of `work` or nothing. Retried whole, so `work` must have no other effect than its statements. */
  write<T>(work: (tx: EntityManager) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Statements sent so far, transaction control included: a specification takes the difference. */
  statements(): number;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseDefinition {
  /** "org", "volunteer" ...: names the SQLite file, and ends the MySQL schema's name. */
  readonly name: string;
  readonly entities: readonly Function[];
  readonly migrations: readonly Function[];
}

export interface SqliteSettings {
  readonly engine: "sqlite";
  readonly directory: string;
  /** OFF gives up durability over a power cut; only specifications do. */
  readonly synchronous?: "FULL" | "OFF";
}

export interface MysqlSettings {
  readonly engine: "mysql";
  /** mysql://user:password@host:port/practice (`?ssl=true` for TLS); the schema of "org" is then practice_org. */
  readonly url: string;
  readonly poolSize?: number;
}

export type DatabaseSettings = SqliteSettings | MysqlSettings;

/** Creates the database when it is missing, migrates it, asserts its settings. Throws DatabaseError. */
export function openDatabase(definition: DatabaseDefinition, settings: DatabaseSettings): Promise<Database> {
  return settings.engine === "sqlite" ? openSqlite(definition, settings) : openMysql(definition, settings);
}
