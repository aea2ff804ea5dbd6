import type { EntityManager } from "typeorm";
import type { Database } from "../database/database";
import { DatabaseError, isUniqueViolation } from "../database/errors";
import { faultOf } from "../errors/faults";
import type { Clock } from "../time/time";
import type { ConsumerDefinition, HandlerContext, ReceivedChange } from "./consumer";
import type { Change, FeedPage } from "./event";
import { emptyInbox, findConsumer, insertConsumer, insertReceived, isReceived, moveConsumer, stopConsumer, type ConsumerRow } from "./inbox.queries";

/** An event that cannot be applied, however often one tries. What it carries is not logged; the cause says only where it broke. */
export class PoisonEvent extends Error {
  constructor(
    readonly event: string,
    override readonly cause: unknown,
  ) {
    super("an event cannot be applied");
    this.name = "PoisonEvent";
  }
}

export interface Inbox {
  /** How far the consumer has come; made at its first question. */
  state(): Promise<ConsumerRow>;
  /** Applies a page that was pulled from `from`; false when others have moved on meanwhile and it was left alone. Throws PoisonEvent. */
  apply(from: string, page: FeedPage): Promise<boolean>;
  /** The feed no longer knows `from`: to its beginning. */
  rewind(from: string): Promise<void>;
  /** Whether the event was applied, or skipped by hand. */
  holds(event: string): Promise<boolean>;
}

export function createInbox(definition: ConsumerDefinition, database: Database, clock: Clock, contextOf: (change: Change) => HandlerContext): Inbox {
  const consumer = definition.name;

  async function handle(tx: EntityManager, change: Change): Promise<void> {
    const { payload, cursor: _, ...rest } = change;
    const received: ReceivedChange = { ...rest, data: payload === null ? null : (JSON.parse(payload) as unknown) };
    await definition.handlers[change.type]?.(tx, received, contextOf(change));
  }

  /** False when the cursor is not at `from` any more. */
  function applyAll(from: string, to: string, changes: readonly Change[]): Promise<boolean> {
    return database.write(async (tx) => {
      const now = clock.now();
      if (!(await moveConsumer(tx, consumer, { from, to, now }))) return false;
      if (changes.length > 0) await insertReceived(tx, consumer, changes.map(({ event }) => event), now);
      for (const change of changes) await handle(tx, change);
      return true;
    });
  }

  function applyOne(from: string, to: string, change: Change): Promise<boolean> {
    return database.write(async (tx) => {
      const now = clock.now();
      if (!(await moveConsumer(tx, consumer, { from, to, now }))) return false;
      try {
        await insertReceived(tx, consumer, [change.event], now);
      } catch (error) {
        if (isUniqueViolation(error)) return true;
        throw error;
      }
      await handle(tx, change);
      return true;
    });
  }

  /** One by one: what was seen before is passed over, and an event that cannot be applied stands alone. */
  async function applySingly(from: string, page: FeedPage): Promise<boolean> {
    let at = from;
    for (const [index, change] of page.changes.entries()) {
      const to = index === page.changes.length - 1 ? page.nextCursor : change.cursor;
      try {
        if (!(await applyOne(at, to, change))) return false;
      } catch (error) {
        if (mayPass(error)) throw error;
        await database.write((tx) => stopConsumer(tx, consumer, { at, event: change.event, because: nameOf(error), now: clock.now() }));
        throw new PoisonEvent(change.event, error);
      }
      at = to;
    }
    return true;
  }

  return {
    async state() {
      const known = await findConsumer(database.reader, consumer);
      if (known) return known;
      await database.write((tx) => insertConsumer(tx, consumer, clock.now()));
      return (await findConsumer(database.reader, consumer))!;
    },
    async apply(from, page) {
      if (page.nextCursor === from) return true;
      try {
        return await applyAll(from, page.nextCursor, page.changes);
      } catch (error) {
        if (isOutage(error) || page.changes.length === 0) throw error;
        return applySingly(from, page);
      }
    },
    rewind: (from) =>
      database.write(async (tx) => {
        if (!(await moveConsumer(tx, consumer, { from, to: "", now: clock.now() })) || !definition.rebuild) return;
        await emptyInbox(tx, consumer);
        await definition.rebuild(tx);
      }),
    holds: (event) => isReceived(database.reader, consumer, event),
  };
}

function isOutage(error: unknown): boolean {
  return error instanceof DatabaseError && (error.kind === "unavailable" || error.kind === "retryable");
}

/** Errors that say nothing against the event itself. */
function mayPass(error: unknown): boolean {
  return isOutage(error) || faultOf(error).code === "NOT_YET_VISIBLE";
}

/** Kind and code alone: a message may quote what the event carries. */
function nameOf(error: unknown): string {
  if (error instanceof DatabaseError) return `${error.name} ${error.code} ${error.constraint ?? ""}`.trim();
  return error instanceof Error ? error.name : typeof error;
}
