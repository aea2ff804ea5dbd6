import type { EntityManager } from "typeorm";
import type { Database } from "../database/database";
import { DatabaseError, isUniqueViolation } from "../database/errors";
import { faultOf } from "../errors/faults";
import type { Clock } from "../time/time";
import type { ConsumerDefinition, HandlerContext } from "./consumer";
import type { Change, FeedPage } from "./event";
import { emptyInbox, findConsumer, insertConsumer, insertReceived, isReceived, moveConsumer, stopConsumer, type ConsumerRow } from "./inbox.queries";

/** An event that cannot be applied, however often one tries. */
export class PoisonEvent extends Error {
  override readonly name = "PoisonEvent";

  constructor(
    readonly event: string,
    override readonly cause: unknown,
  ) {
    super("an event cannot be applied");
  }
}

/** What a consumer has taken in: the cursor moves in the transaction of the effect, and each event's key is taken once. */
export class Inbox {
  constructor(
    private readonly definition: ConsumerDefinition,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contextOf: (change: Change) => HandlerContext,
  ) {}

  /** How far the consumer has come; its row is made at the first question. */
  async state(): Promise<ConsumerRow> {
    const known = await findConsumer(this.database.reader, this.definition.name);
    if (known) return known;
    await this.database.write((tx) => insertConsumer(tx, this.definition.name, this.clock.now()));
    return (await findConsumer(this.database.reader, this.definition.name))!;
  }

  /** Applies a page that was pulled from `from`; false when others have moved on meanwhile and it was left alone. Throws PoisonEvent. */
  async apply(from: string, page: FeedPage): Promise<boolean> {
    if (page.nextCursor === from) return true;
    try {
      return await this.applyAll(from, page.nextCursor, page.changes);
    } catch (error) {
      if (isOutage(error) || page.changes.length === 0) throw error;
      return this.applySingly(from, page);
    }
  }

  /** The feed no longer knows `from`: back to its beginning. */
  async rewind(from: string): Promise<void> {
    await this.database.write(async (tx) => {
      const { name, rebuild } = this.definition;
      if (!(await moveConsumer(tx, name, { from, to: "", now: this.clock.now() })) || !rebuild) return;
      await emptyInbox(tx, name);
      await rebuild(tx);
    });
  }

  /** Whether the event was applied, or skipped by hand. */
  holds(event: string): Promise<boolean> {
    return isReceived(this.database.reader, this.definition.name, event);
  }

  private applyAll(from: string, to: string, changes: readonly Change[]): Promise<boolean> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      if (!(await moveConsumer(tx, this.definition.name, { from, to, now }))) return false;
      if (changes.length > 0) await insertReceived(tx, this.definition.name, changes.map(({ event }) => event), now);
      for (const change of changes) await this.handle(tx, change);
      return true;
    });
  }

  /** What was seen before is passed over, and an event that cannot be applied stands alone. */
  private async applySingly(from: string, page: FeedPage): Promise<boolean> {
    let at = from;
    for (const [index, change] of page.changes.entries()) {
      const to = index === page.changes.length - 1 ? page.nextCursor : change.cursor;
      try {
        if (!(await this.applyOne(at, to, change))) return false;
      } catch (error) {
        if (mayPass(error)) throw error;
        await this.database.write((tx) => stopConsumer(tx, this.definition.name, { at, event: change.event, because: nameOf(error), now: this.clock.now() }));
        throw new PoisonEvent(change.event, error);
      }
      at = to;
    }
    return true;
  }

  private applyOne(from: string, to: string, change: Change): Promise<boolean> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      if (!(await moveConsumer(tx, this.definition.name, { from, to, now }))) return false;
      try {
        await insertReceived(tx, this.definition.name, [change.event], now);
      } catch (error) {
        if (isUniqueViolation(error)) return true;
        throw error;
      }
      await this.handle(tx, change);
      return true;
    });
  }

  private async handle(tx: EntityManager, change: Change): Promise<void> {
    const { payload, cursor: _, ...rest } = change;
    await this.definition.handlers[change.type]?.(tx, { ...rest, data: payload === null ? null : (JSON.parse(payload) as unknown) }, this.contextOf(change));
  }
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
