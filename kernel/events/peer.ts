import type { FeedPage } from "./event";

export interface PullRequest {
  readonly after: string | null;
  readonly first: number;
  readonly types: readonly string[];
  readonly waitMilliseconds: number;
  readonly signal?: AbortSignal;
}

/** The way to another subgraph's feed: a call in the same process, or a signed request. */
export interface Peer {
  /** Throws Fault RESYNC_REQUIRED when the feed does not know `after`; any other error means that the owner did not answer. */
  pull(request: PullRequest): Promise<FeedPage>;
}
