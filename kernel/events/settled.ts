import type { Feed } from "./feed";
import type { Consumer } from "./follower";

/** What `settled` drives: a subgraph has both. */
export interface Settling {
  readonly feed: Feed;
  readonly consumers: readonly Consumer[];
}

/**
 * Drives feeds and consumers until nothing moves any more: all that was committed has had all its effects, and the effects of those. For
 * specifications and seeding; it throws what a consumer cannot apply.
 */
export async function settled(parts: readonly Settling[]): Promise<void> {
  for (let moved = true; moved; ) {
    moved = false;
    for (const { feed } of parts) moved = (await feed.drain()) > 0 || moved;
    for (const { consumers } of parts) for (const consumer of consumers) moved = (await consumer.drain()) || moved;
  }
}
