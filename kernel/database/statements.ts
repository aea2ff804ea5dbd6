import { QueryFailedError, type DataSource, type QueryRunner } from "typeorm";
import type { Engine } from "./database";
import { DatabaseError } from "./errors";
import { bindable } from "./parameters";
import { refuseInsideTransaction, TransactionMisuse } from "./transaction-scope";

export type ErrorTranslator = (error: unknown) => DatabaseError | null;

/** Transaction control as TypeORM says it, and as it must be said. */
const rewritten: Record<string, string> = { "BEGIN TRANSACTION": "BEGIN IMMEDIATE" };
const reading = /^[\s(]*(select|with|values|explain|show)\b/i;

/**
 * The one place that every statement passes on its way to the driver: it counts, binds values alike on both engines,
 * keeps readers from writing, and lets out no error that carries parameters.
 */
export class Statements {
  sent = 0;
  private opened = false;
  private closed = false;
  private readonly transactions = new WeakMap<QueryRunner, { doomed: DatabaseError | null }>();

  constructor(private readonly engine: Engine, private readonly translate: ErrorTranslator) {}

  /** Must come before the data source is initialized. */
  watch(dataSource: DataSource): void {
    const { driver } = dataSource;
    const destroy = dataSource.destroy.bind(dataSource);
    dataSource.destroy = () => {
      this.closed = true;
      return destroy();
    };
    const create = driver.createQueryRunner.bind(driver);
    const watched = new WeakSet<QueryRunner>();
    driver.createQueryRunner = (mode) => {
      const runner = create(mode);
      if (!watched.has(runner)) this.watchRunner(runner);
      watched.add(runner);
      return runner;
    };
  }

  /** Until here the runners create and migrate; from here on only transactions change anything. */
  open(): void {
    this.opened = true;
  }

  beginTransaction(runner: QueryRunner): void {
    this.transactions.set(runner, { doomed: null });
  }

  /** The error that already ended this transaction on the server, even if `work` swallowed it. */
  doomed(runner: QueryRunner): DatabaseError | null {
    return this.transactions.get(runner)?.doomed ?? null;
  }

  wrap(error: unknown): unknown {
    if (error instanceof DatabaseError) return error;
    return this.translate(error) ?? (error instanceof QueryFailedError ? new DatabaseError({ kind: "other", code: "UNKNOWN" }) : error);
  }

  private watchRunner(runner: QueryRunner): void {
    const send = runner.query.bind(runner) as (statement: string, parameters?: unknown[], structured?: boolean) => Promise<unknown>;
    const query = async (statement: string, parameters?: unknown[], structured?: boolean) => {
      const transaction = this.transactions.get(runner);
      if (this.closed) throw new DatabaseError({ kind: "unavailable", code: "CLOSED" });
      if (transaction?.doomed && statement !== "ROLLBACK") throw transaction.doomed;
      if (!transaction && this.opened) this.refuseForReader(statement);
      const values = bindable(this.engine, parameters);
      this.sent++;
      try {
        return await send(rewritten[statement] ?? statement, values, structured);
      } catch (error) {
        const wrapped = this.wrap(error);
        // After a deadlock MySQL has already rolled back: a statement that followed would commit on its own.
        if (transaction && wrapped instanceof DatabaseError && endsTransaction(wrapped)) transaction.doomed = wrapped;
        throw wrapped;
      }
    };
    runner.query = query as QueryRunner["query"];
  }

  private refuseForReader(statement: string): void {
    refuseInsideTransaction("Reading through the reader");
    if (!reading.test(statement)) throw new TransactionMisuse("The reader only reads: change rows in database.write().");
  }
}

function endsTransaction(error: DatabaseError): boolean {
  return error.kind === "retryable" || error.kind === "unavailable";
}
