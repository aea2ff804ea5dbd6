import mysql2 from "mysql2";
import { DataSource, type EntityManager, type QueryRunner } from "typeorm";
import type { Database, DatabaseDefinition, MysqlSettings } from "./database";
import { DatabaseError } from "./errors";
import { migrate, migrationsOf } from "./migration";
import { parseMysqlUrl, type MysqlAddress } from "./mysql-address";
import { translateMysql } from "./mysql-errors";
import { mysqlConnectionOptions, sessionStatements } from "./mysql-session";
import { withRetries } from "./retry";
import { silent } from "./silent";
import { Statements } from "./statements";
import { runTransaction } from "./transaction";
import { refuseInsideTransaction } from "./transaction-scope";
import { WriteQueue, type WriteOptions } from "./write-queue";

const defaultPoolSize = 10;
const migrationWaitSeconds = 60;

export async function openMysql(definition: DatabaseDefinition, settings: MysqlSettings): Promise<Database> {
  const address = parseMysqlUrl(settings.url);
  const schema = `${address.path}_${definition.name}`;
  const statements = new Statements("mysql", translateMysql);
  const source = createSource(definition, address, schema, settings, statements);
  try {
    await prepareServer(address, schema);
    await source.initialize();
    await migrateMysql(source, schema);
  } catch (error) {
    if (source.isInitialized) await source.destroy().catch(() => undefined);
    throw cannotOpen(statements.wrap(error), address);
  }
  statements.open();
  return new MysqlDatabase(source, statements, settings.poolSize ?? defaultPoolSize);
}

class MysqlDatabase implements Database {
  readonly engine = "mysql";
  readonly reader: EntityManager;
  private closed = false;
  private readonly running = new Set<Promise<unknown>>();

  /** Writers wait here and not for a connection: the one that is left is there for reads, and for who goes ahead. */
  private readonly queue: WriteQueue;

  constructor(private readonly source: DataSource, private readonly sent: Statements, poolSize: number) {
    this.queue = new WriteQueue(Math.max(1, poolSize - 1));
    this.reader = source.manager;
  }

  async write<T>(work: (tx: EntityManager) => Promise<T>, options?: WriteOptions): Promise<T> {
    refuseInsideTransaction("A write");
    if (this.closed) throw new DatabaseError({ kind: "unavailable", code: "CLOSED" });
    const transaction = () => runTransaction(this.source, this.sent, discard, work);
    const result = withRetries(options?.ahead ? transaction : () => this.queue.run(transaction));
    this.running.add(result);
    return result.finally(() => this.running.delete(result));
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
    await Promise.allSettled(this.running);
    await this.source.destroy();
  }
}

function createSource(definition: DatabaseDefinition, address: MysqlAddress, schema: string, settings: MysqlSettings, statements: Statements): DataSource {
  const options = mysqlConnectionOptions(address);
  const source = new DataSource({
    type: "mysql",
    driver: { createPool: createPoolWithSession, createPoolCluster: refusePoolCluster },
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: schema,
    charset: options.charset,
    timezone: options.timezone,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    logger: silent,
    entities: [...definition.entities],
    migrations: migrationsOf(definition, "mysql"),
    extra: { ...options, database: schema, connectionLimit: settings.poolSize ?? defaultPoolSize, waitForConnections: true, enableKeepAlive: true, resetOnRelease: false },
  });
  statements.watch(source);
  return source;
}

/** mysql2 sends what is asked in its "connection" event before anything else, so no statement runs under the server's defaults. */
function createPoolWithSession(options: mysql2.PoolOptions): mysql2.Pool {
  const pool = mysql2.createPool(options);
  pool.on("connection", (connection) => {
    for (const statement of sessionStatements) {
      connection.query(statement, (error) => {
        if (error) connection.destroy();
      });
    }
  });
  return pool;
}

function refusePoolCluster(): never {
  throw new Error("One server address is configured; clusters stand behind it.");
}

/** Creates the schema when it is missing, and refuses a server that would lose what it acknowledged. */
async function prepareServer(address: MysqlAddress, schema: string): Promise<void> {
  const connection = mysql2.createConnection(mysqlConnectionOptions(address)).promise();
  try {
    const [[server]] = await connection.query<mysql2.RowDataPacket[]>("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS flush");
    if (Number(server?.["flush"]) !== 1) {
      throw new DatabaseError({ kind: "other", code: "UNSAFE_SETTING", detail: "innodb_flush_log_at_trx_commit must be 1, or a crash of the server loses acknowledged writes; set it in the server's configuration" });
    }
    const [existing] = await connection.query<mysql2.RowDataPacket[]>("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?", [schema]);
    if (existing.length === 0) await connection.query(`CREATE DATABASE IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } finally {
    connection.destroy();
  }
}

/** Several processes may start at once on one schema: the server's named lock lets one of them migrate. */
async function migrateMysql(source: DataSource, schema: string): Promise<void> {
  const runner = source.createQueryRunner("master");
  const lock = `practice-graph ${schema}`.slice(0, 64);
  try {
    const [row] = (await runner.query("SELECT GET_LOCK(?, ?) AS held", [lock, migrationWaitSeconds])) as { held: number | null }[];
    if (row?.held !== 1) throw new DatabaseError({ kind: "unavailable", code: "MIGRATION_LOCK", detail: "another process has been migrating this schema for a minute" });
    try {
      await migrate(source, runner);
    } finally {
      await runner.query("SELECT RELEASE_LOCK(?)", [lock]);
    }
  } finally {
    await runner.release();
  }
}

/** A connection that could not roll back may hold locks: it goes, and the pool opens another. */
async function discard(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect().catch(() => null)) as { destroy(): void } | null;
  connection?.destroy();
}

function cannotOpen(error: unknown, { host, port }: MysqlAddress): unknown {
  if (!(error instanceof DatabaseError) || error.kind !== "unavailable" || error.code === "MIGRATION_LOCK") return error;
  return new DatabaseError({ kind: "unavailable", code: error.code, detail: `the server at ${host}:${port} did not let us in` });
}
