import type { EntityManager } from "typeorm";
import type { Logger } from "../logging/logging";
import type { Emitter } from "./emit";
import type { Change } from "./event";

/** A change with its data, as a handler gets it. */
export interface ReceivedChange extends Omit<Change, "payload" | "cursor"> {
  /** What the owner told of the object; check its form before use. */
  readonly data: unknown;
}

/** What a handler may use besides its transaction; what it emits names the change as its cause. It reads through the transaction, the site tree included. */
export interface HandlerContext extends Emitter {
  readonly logger: Logger;
}

/**
 * Brings a change into effect, inside the transaction that also moves the cursor. It may run again after a rollback. What it throws undoes the
 * effect: a Fault NOT_YET_VISIBLE is tried again later, anything else stops the consumer until somebody looks.
 */
export type Handler = (tx: EntityManager, change: ReceivedChange, context: HandlerContext) => Promise<void>;

export interface ConsumerDefinition {
  /** Unique in the subgraph, and for good: the cursor is kept under it. */
  readonly name: string;
  /** The subgraph whose feed it follows. */
  readonly from: string;
  /** By GraphQL type; other types are not even sent. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /**
   * For a projection: empties it, when the owner's feed no longer knows the cursor and all is read from the beginning. Without it what was
   * applied stays and is not applied again.
   */
  readonly rebuild?: (tx: EntityManager) => Promise<void>;
}

export function defineConsumer(definition: ConsumerDefinition): ConsumerDefinition {
  return definition;
}
