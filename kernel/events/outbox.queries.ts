import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { forUpdate, inList, query, run } from "../database/rows";
import type { ChainedRow } from "./chain";

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface UnnumberedRow extends ChainedRow {
  readonly position: number;
}

export interface NumberedRow extends ChainedRow {
  readonly seq: number;
  readonly hash: string;
}

const chainedColumns = raw("o.id, o.type, o.entity_id, o.op, o.site_id, o.occurred_at, o.caused_by, o.data");

export async function insertEvent(tx: EntityManager, row: ChainedRow): Promise<void> {
  await run(
    tx,
    sql`INSERT INTO outbox (id, type, entity_id, op, site_id, occurred_at, caused_by, data)
        VALUES (${row.id}, ${row.type}, ${row.entity_id}, ${row.op}, ${row.site_id}, ${row.occurred_at}, ${row.caused_by}, ${row.data})`,
  );
}

/** The end of the feed, held until the transaction ends: whoever numbers next waits here. */
export async function lockHead(tx: EntityManager): Promise<Head> {
  const [head] = await query<Head>(tx, sql`SELECT seq, hash FROM feed_head WHERE id = 1 ${forUpdate(tx)}`);
  return head!;
}

/** Committed events without a number, in the order in which they were written. */
export function findUnnumbered(tx: EntityManager, atMost: number): Promise<UnnumberedRow[]> {
  return query<UnnumberedRow>(tx, sql`SELECT o.position, ${chainedColumns} FROM outbox o WHERE o.seq IS NULL ORDER BY o.position LIMIT ${atMost}`);
}

/** One statement for the whole batch; answers how many rows were still without a number. */
export async function numberRows(tx: EntityManager, rows: readonly { readonly position: number; readonly seq: number; readonly hash: string }[]): Promise<number> {
  const cases = (value: (row: (typeof rows)[number]) => string | number) => join(rows.map((row) => sql`WHEN ${row.position} THEN ${value(row)}`), " ");
  const { affected } = await run(
    tx,
    sql`UPDATE outbox SET seq = CASE position ${cases(({ seq }) => seq)} END, hash = CASE position ${cases(({ hash }) => hash)} END
        WHERE position IN ${inList(rows.map(({ position }) => position))} AND seq IS NULL`,
  );
  return affected;
}

export async function moveHead(tx: EntityManager, from: Head, to: Head): Promise<number> {
  const { affected } = await run(tx, sql`UPDATE feed_head SET seq = ${to.seq}, hash = ${to.hash} WHERE id = 1 AND seq = ${from.seq}`);
  return affected;
}

/** The end of the feed as it stands, and whether events wait for a number. */
export async function findHead(manager: EntityManager): Promise<Head & { readonly pending: boolean }> {
  const [head] = await query<Head & { pending: number }>(manager, sql`SELECT h.seq, h.hash, EXISTS (SELECT 1 FROM outbox o WHERE o.seq IS NULL) AS pending FROM feed_head h WHERE h.id = 1`);
  return { seq: head!.seq, hash: head!.hash, pending: Number(head!.pending) === 1 };
}

export async function findHash(manager: EntityManager, seq: number): Promise<string | null> {
  const [row] = await query<{ hash: string }>(manager, sql`SELECT hash FROM outbox WHERE seq = ${seq}`);
  return row?.hash ?? null;
}

/** Numbered events after `after` and up to `upTo`. */
export function findNumbered(manager: EntityManager, range: { readonly after: number; readonly upTo: number; readonly atMost: number; readonly where?: Sql }): Promise<NumberedRow[]> {
  return query<NumberedRow>(
    manager,
    sql`SELECT o.seq, o.hash, ${chainedColumns} FROM outbox o
        WHERE o.seq > ${range.after} AND o.seq <= ${range.upTo} ${range.where ? sql`AND (${range.where})` : raw("")} ORDER BY o.seq LIMIT ${range.atMost}`,
  );
}
