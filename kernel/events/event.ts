import type { Instant } from "../time/time";

export const changeOperations = ["UPSERT", "DELETE"] as const;
export type ChangeOperation = (typeof changeOperations)[number];

/** What a verb tells the other subgraphs. `data` travels to siblings alone, and holds no personal data all the same. */
export interface NewEvent {
  /** The GraphQL type of the object that changed. */
  readonly type: string;
  readonly id: string;
  readonly op: ChangeOperation;
  /** The site whose subtree may read of it; without one only administrators and siblings do. */
  readonly siteId?: string | null;
  readonly data?: object | null;
}

/** An event as it stands in the feed. */
export interface Change {
  /** Gapless within one feed, in the order of commits. */
  readonly sequence: number;
  /** The event's own id, which events that follow from it name as `causedBy`. */
  readonly event: string;
  readonly type: string;
  /** The object that changed. */
  readonly id: string;
  readonly op: ChangeOperation;
  readonly occurredAt: Instant;
  readonly causedBy: string | null;
  /** Where to go on after this change. */
  readonly cursor: string;
  /** The event's data as JSON; null for everybody but siblings. */
  readonly payload: string | null;
}

export interface FeedPage {
  readonly changes: readonly Change[];
  /** Where to go on; it moves past changes that a filter left out. */
  readonly nextCursor: string;
  readonly hasMore: boolean;
}
