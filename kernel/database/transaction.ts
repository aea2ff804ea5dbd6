import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { committed } from "./after-commit";
import type { Statements } from "./statements";
import { runInScope } from "./transaction-scope";

/** What an engine does with a connection whose transaction could not even be rolled back. */
export type Discard = (runner: QueryRunner) => Promise<void>;

export async function runTransaction<T>(dataSource: DataSource, statements: Statements, discard: Discard, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner("master");
  statements.beginTransaction(runner);
  try {
    await runner.startTransaction();
    const result = await runInScope(() => work(runner.manager));
    const doomed = statements.doomed(runner);
    if (doomed) throw doomed;
    await runner.commitTransaction();
    committed(runner.manager);
    return result;
  } catch (error) {
    const cause = statements.wrap(statements.doomed(runner) ?? error);
    await abandon(runner, discard);
    throw cause;
  } finally {
    await runner.release();
  }
}

async function abandon(runner: QueryRunner, discard: Discard): Promise<void> {
  const state = runner as unknown as { transactionDepth: number };
  if (!runner.isTransactionActive || state.transactionDepth === 0) return;
  // Savepoints that the work left open go with the whole.
  state.transactionDepth = 1;
  await runner.rollbackTransaction().catch(() => discard(runner));
}
