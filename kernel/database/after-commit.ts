import type { EntityManager } from "typeorm";

const followUps = new WeakMap<EntityManager, (() => void)[]>();

/** `work` runs once this transaction has committed, and never for an attempt that was rolled back. It must not throw. */
export function afterCommit(tx: EntityManager, work: () => void): void {
  const waiting = followUps.get(tx);
  if (waiting) waiting.push(work);
  else followUps.set(tx, [work]);
}

export function committed(tx: EntityManager): void {
  for (const work of followUps.get(tx) ?? []) work();
  followUps.delete(tx);
}
