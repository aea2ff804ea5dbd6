import sql, { join } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../database/errors";
import { query, run } from "../database/rows";
import type { Instant } from "../time/time";

/** How far a consumer has come, and what stopped it. */
export interface ConsumerRow {
  /** Cursor of the owner's feed; empty at its beginning. */
  readonly position: string;
  readonly movedAt: Instant;
  readonly stoppedAt: Instant | null;
  /** The event that it could not apply. */
  readonly stoppedBy: string | null;
  readonly stoppedBecause: string | null;
}

export async function findConsumer(manager: EntityManager, consumer: string): Promise<ConsumerRow | null> {
  const [row] = await query<ConsumerRow>(
    manager,
    sql`SELECT position, moved_at AS "movedAt", stopped_at AS "stoppedAt", stopped_by AS "stoppedBy", stopped_because AS "stoppedBecause" FROM consumer_cursor WHERE consumer = ${consumer}`,
  );
  return row ?? null;
}

export async function insertConsumer(tx: EntityManager, consumer: string, now: Instant): Promise<void> {
  await run(tx, sql`INSERT INTO consumer_cursor (consumer, position, moved_at) VALUES (${consumer}, ${""}, ${now})`).catch((error: unknown) => {
    // A replica that started at the same moment was first.
    if (!isUniqueViolation(error)) throw error;
  });
}

/** Moves on only from where the page began; false when somebody else has moved meanwhile. It holds the row until the transaction ends. */
export async function moveConsumer(tx: EntityManager, consumer: string, move: { readonly from: string; readonly to: string; readonly now: Instant }): Promise<boolean> {
  const { affected } = await run(
    tx,
    sql`UPDATE consumer_cursor SET position = ${move.to}, moved_at = ${move.now}, stopped_at = NULL, stopped_by = NULL, stopped_because = NULL
        WHERE consumer = ${consumer} AND position = ${move.from}`,
  );
  return affected === 1;
}

export async function stopConsumer(tx: EntityManager, consumer: string, stop: { readonly at: string; readonly event: string; readonly because: string; readonly now: Instant }): Promise<void> {
  await run(
    tx,
    sql`UPDATE consumer_cursor SET stopped_at = ${stop.now}, stopped_by = ${stop.event}, stopped_because = ${stop.because} WHERE consumer = ${consumer} AND position = ${stop.at}`,
  );
}

/** The key under which an event is taken in once: a second insert violates it. */
export async function insertReceived(tx: EntityManager, consumer: string, events: readonly string[], now: Instant): Promise<void> {
  await run(tx, sql`INSERT INTO inbox (consumer, event_id, received_at) VALUES ${join(events.map((event) => sql`(${consumer}, ${event}, ${now})`))}`);
}

export async function insertSkipped(tx: EntityManager, consumer: string, event: string, because: string, now: Instant): Promise<void> {
  await run(tx, sql`INSERT INTO inbox (consumer, event_id, received_at, skipped_because) VALUES (${consumer}, ${event}, ${now}, ${because})`);
}

export async function isReceived(manager: EntityManager, consumer: string, event: string): Promise<boolean> {
  return (await query(manager, sql`SELECT 1 AS one FROM inbox WHERE consumer = ${consumer} AND event_id = ${event}`)).length > 0;
}

export async function emptyInbox(tx: EntityManager, consumer: string): Promise<void> {
  await run(tx, sql`DELETE FROM inbox WHERE consumer = ${consumer}`);
}
