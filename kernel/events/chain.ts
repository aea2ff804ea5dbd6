import { createHash } from "node:crypto";

/** What the chain of every feed begins with. */
export const genesis = "0".repeat(64);

/** A row of the outbox as the chain covers it. */
export interface ChainedRow {
  readonly id: string;
  readonly type: string;
  readonly entity_id: string;
  readonly op: string;
  readonly site_id: string | null;
  readonly occurred_at: string;
  readonly caused_by: string | null;
  readonly data: string | null;
}

/** Covers every column and all rows before: a row that is altered, taken out or put in shows in each hash that follows. */
export function chainedHash(previous: string, seq: number, row: ChainedRow): string {
  const canonical = JSON.stringify([seq, row.id, row.type, row.entity_id, row.op, row.site_id, row.occurred_at, row.caused_by, row.data]);
  return createHash("sha256").update(previous).update(canonical).digest("hex");
}
