import { AsyncLocalStorage } from "node:async_hooks";

const scopes = new AsyncLocalStorage<{ open: boolean }>();

/** Work that asks for a second connection while it holds one deadlocks under load: it is refused at the first try instead. */
export class TransactionMisuse extends Error {
  override readonly name = "TransactionMisuse";
}

export function runInScope<T>(work: () => Promise<T>): Promise<T> {
  const scope = { open: true };
  return scopes.run(scope, work).finally(() => {
    // What the work left running in the background may begin a transaction of its own from here on.
    scope.open = false;
  });
}

export function refuseInsideTransaction(what: string): void {
  if (scopes.getStore()?.open) throw new TransactionMisuse(`${what} inside a transaction: hand the transaction's own EntityManager on instead.`);
}
