import type { EntityManager } from "typeorm";
import { afterCommit } from "../database/after-commit";
import type { IdFactory } from "../ids/ids";
import type { Clock } from "../time/time";
import type { NewEvent } from "./event";
import type { Feed } from "./feed";
import { insertEvent } from "./outbox.queries";

/** What an event needs of the one who writes it; the context of a request has it, and so has that of a handler. */
export interface Emitter {
  readonly ids: IdFactory;
  readonly clock: Clock;
  readonly feed: Feed;
  /** The event from which this one follows. */
  readonly causedBy?: string | null;
  /** Collects the ids of what was committed. */
  readonly written?: string[];
}

/**
 * Writes an event in the transaction of the change that it tells of, so there is never one without the other. Write it after the change
 * itself: the lock on the changed row then keeps two events of one object in the order of the changes. Answers the event's id.
 */
export async function emit(tx: EntityManager, context: Emitter, event: NewEvent): Promise<string> {
  const id = context.ids.next("evt");
  await insertEvent(tx, {
    id,
    type: event.type,
    entity_id: event.id,
    op: event.op,
    site_id: event.siteId ?? null,
    occurred_at: context.clock.now(),
    caused_by: context.causedBy ?? null,
    data: event.data == null ? null : JSON.stringify(event.data),
  });
  afterCommit(tx, () => {
    context.written?.push(id);
    context.feed.announce();
  });
  return id;
}
