import { makeFolder } from "./folder";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DataSource, type EntityManager, type QueryRunner } from "typeorm";
import type { Database, DatabaseDefinition, SqliteSettings } from "./database";
import { DatabaseError } from "./errors";
import { migrate, migrationsOf } from "./migration";
import { withRetries } from "./retry";
import { translateSqlite } from "./sqlite-errors";
import { silent } from "./silent";
import { Statements } from "./statements";
import { runTransaction } from "./transaction";
import { refuseInsideTransaction } from "./transaction-scope";
import { WriteQueue, type WriteOptions } from "./write-queue";

interface Connection {
  readonly inTransaction: boolean;
  exec(statement: string): void;
  pragma(source: string): Record<string, unknown>[];
  prepare(statement: string): { all(): Record<string, unknown>[] };
}

/** libsql waits inside the call and the whole process with it, so the wait for a rival process is short and then asynchronous. */
const lockWaitMilliseconds = 20;
const lockAttempts = 200;
const openingWaitMilliseconds = 5000;

export async function openSqlite(definition: DatabaseDefinition, settings: SqliteSettings): Promise<Database> {
  const file = path.join(settings.directory, `${definition.name}.sqlite`);
  let translator: DataSource | undefined;
  const catalog = (statement: string) => (translator ? connectionOf(translator).prepare(statement).all() : []);
  const statements = new Statements("sqlite", (error) => translateSqlite(error, catalog));
  const writer = createSource(definition, file, settings, statements, "write");
  const reader = createSource(definition, file, settings, statements, "read");
  try {
    makeFolder(settings.directory);
    await writer.initialize();
    translator = writer;
    await migrateSqlite(writer);
    await reader.initialize();
  } catch (error) {
    await closeSource(reader);
    await closeSource(writer);
    throw cannotOpen(statements.wrap(error), file);
  }
  statements.open();
  return new SqliteDatabase(writer, reader, statements);
}

class SqliteDatabase implements Database {
  readonly engine = "sqlite";
  readonly reader: EntityManager;
  private readonly queue = new WriteQueue(1);
  private closed = false;

  constructor(private readonly writer: DataSource, private readonly readerSource: DataSource, private readonly sent: Statements) {
    this.reader = readerSource.manager;
  }

  async write<T>(work: (tx: EntityManager) => Promise<T>, options?: WriteOptions): Promise<T> {
    refuseInsideTransaction("A write");
    if (this.closed) throw new DatabaseError({ kind: "unavailable", code: "CLOSED" });
    return withRetries(() => this.queue.run(() => runTransaction(this.writer, this.sent, discard, work), options));
  }

  statements(): number {
    return this.sent.sent;
  }

  async ping(): Promise<void> {
    await this.reader.query("SELECT 1");
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.queue.run(() => Promise.resolve()); // after all that wait
    await closeSource(this.readerSource);
    connectionOf(this.writer).pragma("wal_checkpoint(TRUNCATE)");
    await closeSource(this.writer);
  }
}

function createSource(definition: DatabaseDefinition, file: string, settings: SqliteSettings, statements: Statements, use: "read" | "write"): DataSource {
  const source = new DataSource({
    type: "better-sqlite3",
    driver: require("libsql"),
    database: file,
    timeout: openingWaitMilliseconds,
    logger: silent,
    entities: [...definition.entities],
    migrations: use === "write" ? migrationsOf(definition, "sqlite") : [],
    prepareDatabase: (connection: Connection) => {
      connection.pragma("journal_mode = WAL");
      connection.pragma(`synchronous = ${settings.synchronous ?? "FULL"}`);
      connection.pragma("recursive_triggers = ON");
      connection.pragma("case_sensitive_like = ON"); // as the binary collation of MySQL
      connection.pragma(use === "read" ? "query_only = ON" : `busy_timeout = ${lockWaitMilliseconds}`);
    },
  });
  if (use === "write") giveEachTransactionItsOwnRunner(source);
  statements.watch(source);
  return source;
}

/** TypeORM shares one runner on SQLite, so what a finished transaction left behind could still write into the next one's. */
function giveEachTransactionItsOwnRunner(source: DataSource): void {
  const driver = source.driver as unknown as { createQueryRunner(mode: string): QueryRunner };
  const shared = driver.createQueryRunner("master") as QueryRunner & { stmtCache: Map<string, unknown> };
  const Runner = shared.constructor as new (of: unknown) => typeof shared;
  driver.createQueryRunner = () => {
    const runner = new Runner(driver);
    runner.stmtCache = shared.stmtCache;
    const release = runner.release.bind(runner);
    runner.release = async () => {
      (runner as { isReleased: boolean }).isReleased = true;
      await release();
    };
    return takeLockPatiently(runner);
  };
}

function takeLockPatiently<R extends QueryRunner>(runner: R): R {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = (async (statement: string, ...rest: unknown[]) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await query(statement, ...rest);
      } catch (error) {
        const busy = translateSqlite(error, () => [])?.kind === "retryable";
        if (!busy || statement !== "BEGIN IMMEDIATE" || attempt === lockAttempts) throw error;
        await pause(1 + Math.random() * 10);
      }
    }
  }) as R["query"];
  return runner;
}

async function discard(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as Connection;
  if (connection.inTransaction) connection.exec("ROLLBACK");
}

async function migrateSqlite(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  await runner.beforeMigration(); // foreign keys off, so that a migration can rebuild a table
  try {
    await runner.startTransaction();
    await migrate(writer, runner);
    const broken = (await runner.query("PRAGMA foreign_key_check")) as unknown[];
    if (broken.length > 0) throw new DatabaseError({ kind: "foreign_key", code: "SQLITE_CONSTRAINT_FOREIGNKEY", detail: "a migration left references to missing rows" });
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.afterMigration();
    await runner.release();
  }
}

function cannotOpen(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown }).code;
  const unavailable = error instanceof DatabaseError ? error.kind === "unavailable" : typeof code === "string" && /^E[A-Z]+$/.test(code);
  return unavailable ? new DatabaseError({ kind: "unavailable", code: String(code), detail: `the file ${file} cannot be opened` }) : error;
}

function connectionOf(source: DataSource): Connection {
  return (source.driver as unknown as { databaseConnection: Connection }).databaseConnection;
}

async function closeSource(source: DataSource): Promise<void> {
  if (source.isInitialized) await source.destroy();
}
