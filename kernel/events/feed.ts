import sql, { join, type Sql } from "sql-template-tag";
import type { Database } from "../database/database";
import { inList } from "../database/rows";
import { Fault } from "../errors/faults";
import type { Logger } from "../logging/logging";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { genesis } from "./chain";
import type { Change, ChangeOperation, FeedPage } from "./event";
import { findHash, findHead, findNumbered, type Head, type NumberedRow } from "./outbox.queries";
import { createRelay, type RelaySettings } from "./relay";
import { createSignal } from "./signal";

export const largestFeedPage = 500;

/** Rows that a filtered read looks through before it answers with what it found, so that a rare match costs many short reads and no long one. */
const lookedThrough = 10_000;

/** How long a read waits for events that have no number yet. A sibling is then refused, for it relies on seeing all; others read what there is. */
const numberingMilliseconds = 1_000;

export interface FeedRequest {
  readonly after: string | null;
  readonly first: number;
  readonly types?: readonly string[] | null;
  /** A condition on `o.site_id`; null: everything. */
  readonly within?: Sql | null;
  /** For siblings: the events' data too. */
  readonly withPayload?: boolean;
  /** How long to wait for news before the answer is an empty page. */
  readonly waitMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** A subgraph's own change feed. */
export interface Feed {
  readonly name: string;
  /**
   * Everything committed before the call is in it, unless the caller grants a wait: such a one hears of the rest as it is numbered. Throws
   * Fault RESYNC_REQUIRED when the chain does not know the cursor, and to a sibling NOT_YET_VISIBLE while events cannot be numbered.
   */
  read(request: FeedRequest): Promise<FeedPage>;
  /** Numbers what is committed; answers how many events that took. */
  drain(): Promise<number>;
  /** After a commit that wrote events. */
  announce(): void;
  start(): void;
  /** Numbers nothing more, and answers those who wait for news at once. */
  stop(): Promise<void>;
}

export function createFeed(name: string, database: Database, logger: Logger, settings: Partial<RelaySettings> = {}): Feed {
  const moved = createSignal();
  const relay = createRelay(database, logger, moved, settings);
  let stopped = false;

  async function currentHead({ waitMilliseconds, withPayload }: FeedRequest): Promise<Head> {
    const head = await findHead(database.reader);
    if (!head.pending) return head;
    // Who waits is woken by what the relay is about to do.
    if (waitMilliseconds && relay.wake()) return head;
    if (!(await endsWithin(numberingMilliseconds, relay.drain())) && withPayload) throw new Fault("NOT_YET_VISIBLE");
    return findHead(database.reader);
  }

  async function readNow(request: FeedRequest): Promise<FeedPage> {
    const head = await currentHead(request);
    const after = await placeOf(database, name, request.after, head);
    const cursorAt = ({ seq, hash }: Head) => encodeCursor(name, [seq, hash]);
    if (after.seq === head.seq) return { changes: [], nextCursor: cursorAt(head), hasMore: false };
    const where = conditions(request);
    const upTo = where ? Math.min(head.seq, after.seq + lookedThrough) : head.seq;
    const rows = await findNumbered(database.reader, { after: after.seq, upTo, atMost: request.first + 1, where });
    const changes = rows.slice(0, request.first).map((row) => changeOf(row, cursorAt(row), request.withPayload === true));
    if (rows.length > request.first) return { changes, nextCursor: changes.at(-1)!.cursor, hasMore: true };
    if (upTo === head.seq) return { changes, nextCursor: cursorAt(head), hasMore: false };
    return { changes, nextCursor: cursorAt({ seq: upTo, hash: (await findHash(database.reader, upTo))! }), hasMore: true };
  }

  return {
    name,
    async read(request) {
      const end = performance.now() + (request.waitMilliseconds ?? 0);
      for (let after = request.after; ; ) {
        const seen = moved.count;
        const page = await readNow({ ...request, after });
        const left = end - performance.now();
        if (page.changes.length > 0 || page.hasMore || left <= 0 || stopped || request.signal?.aborted) return page;
        after = page.nextCursor;
        await moved.after(seen, left, request.signal);
      }
    },
    drain: relay.drain,
    announce: () => void relay.wake(),
    start() {
      stopped = false;
      relay.start();
    },
    stop() {
      stopped = true;
      moved.raise();
      return relay.stop();
    },
  };
}

/** The row that a cursor names, if the chain still holds it. */
async function placeOf(database: Database, name: string, cursor: string | null, head: Head): Promise<Head> {
  if (cursor === null) return { seq: 0, hash: genesis };
  const [seq, hash] = decodeCursor(name, 2, cursor, "after");
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 0 || typeof hash !== "string") throw new Fault("BAD_USER_INPUT", { detail: "after" });
  const held = seq === 0 ? genesis : seq === head.seq ? head.hash : await findHash(database.reader, seq);
  if (held !== hash) throw new Fault("RESYNC_REQUIRED");
  return { seq, hash };
}

function conditions({ types, within: sites }: FeedRequest): Sql | undefined {
  const parts = [...(types ? [sql`o.type IN ${inList(types)}`] : []), ...(sites ? [sites] : [])];
  return parts.length > 0 ? join(parts, " AND ") : undefined;
}

function changeOf(row: NumberedRow, cursor: string, withPayload: boolean): Change {
  return {
    sequence: row.seq,
    event: row.id,
    type: row.type,
    id: row.entity_id,
    op: row.op as ChangeOperation,
    occurredAt: row.occurred_at,
    causedBy: row.caused_by,
    cursor,
    payload: withPayload ? row.data : null,
  };
}

/** False when the work takes longer, or fails; what it comes to in the end is then nobody's concern here. */
async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const ended = work.then(
    () => true,
    () => false,
  );
  return Promise.race([ended, timeUp]).finally(() => clearTimeout(timer));
}
