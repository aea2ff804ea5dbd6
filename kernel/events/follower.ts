import { setTimeout as pause } from "node:timers/promises";
import { Fault, faultOf } from "../errors/faults";
import type { SubgraphServices } from "../subgraph/context";
import type { Instant } from "../time/time";
import type { ConsumerDefinition } from "./consumer";
import { createInbox, PoisonEvent } from "./inbox";
import type { Peer } from "./peer";
import { sharing } from "./sharing";

export interface ConsumerSettings {
  /** How long the owner may keep a pull that finds nothing new. */
  readonly waitMilliseconds: number;
  /** How long somebody waits for `catchUp`. */
  readonly catchUpMilliseconds: number;
  readonly pageSize: number;
  /** After a failure: this long, then twice as long, up to the longest. */
  readonly pauseMilliseconds: number;
  readonly longestPauseMilliseconds: number;
}

export const defaultConsumerSettings: ConsumerSettings = { waitMilliseconds: 10_000, catchUpMilliseconds: 2_000, pageSize: 200, pauseMilliseconds: 50, longestPauseMilliseconds: 5_000 };

/** `stopped`: an event cannot be applied; nothing moves until it is skipped with a reason, or the process starts anew. */
export interface ConsumerHealth {
  readonly consumer: string;
  readonly from: string;
  readonly state: "following" | "waiting" | "stopped";
  /** The event that stopped it. */
  readonly stoppedBy: string | null;
  readonly movedAt: Instant | null;
}

/** A consumer at work. */
export interface Consumer {
  readonly name: string;
  start(): void;
  stop(): Promise<void>;
  /**
   * Everything that the owner committed before the call has its effect here when it ends. Calls of one moment share one pull. Throws Fault
   * NOT_YET_VISIBLE when the owner does not answer, when the consumer is stopped, or when it takes too long.
   */
  catchUp(): Promise<void>;
  /** The same without a limit of time; answers whether anything was new, and throws what went wrong. */
  drain(): Promise<boolean>;
  health(): Promise<ConsumerHealth>;
}

export function createConsumer(definition: ConsumerDefinition, peer: Peer, services: SubgraphServices, settings: ConsumerSettings = defaultConsumerSettings): Consumer {
  const { database, clock, logger } = services;
  const inbox = createInbox(definition, database, clock, (change) => ({ ...services, causedBy: change.event }));
  const types = Object.keys(definition.handlers);
  const about = { consumer: definition.name, from: definition.from };
  const closing = new AbortController();
  let working: Promise<void> | null = null;
  let poison: PoisonEvent | null = null;
  let failures = 0;

  /** One pull and its effect; answers whether there is more, and whether anything was new. */
  async function advance(waitMilliseconds: number): Promise<{ more: boolean; moved: boolean }> {
    const { position } = await inbox.state();
    try {
      const page = await peer.pull({ after: position || null, first: settings.pageSize, types, waitMilliseconds, signal: closing.signal });
      const applied = await inbox.apply(position, page);
      poison = null;
      // Whoever was faster may have pulled less than there is by now.
      return { more: page.hasMore || !applied, moved: page.nextCursor !== position };
    } catch (error) {
      if (error instanceof PoisonEvent) stopAt(error);
      if (faultOf(error).code !== "RESYNC_REQUIRED") throw error;
      logger.error(about, "the feed no longer knows the cursor; it is read from its beginning");
      await inbox.rewind(position);
      return { more: true, moved: true };
    }
  }

  function stopAt(error: PoisonEvent): void {
    if (poison?.event !== error.event) logger.error({ ...about, event: error.event, err: error.cause }, "an event cannot be applied; the consumer has stopped");
    poison = error;
  }

  async function follow(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        if (poison && !(await inbox.holds(poison.event))) await rest(settings.longestPauseMilliseconds);
        else await advance(settings.waitMilliseconds);
        if (failures > 0) logger.info(about, "the consumer follows again");
        failures = 0;
      } catch (error) {
        if (closing.signal.aborted) return;
        if (error instanceof PoisonEvent) continue;
        if (failures++ === 0) logger.warn({ ...about, err: error }, "the consumer cannot follow; it keeps trying");
        await rest(Math.min(settings.longestPauseMilliseconds, settings.pauseMilliseconds * 2 ** Math.min(failures, 20)));
      }
    }
  }

  async function rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
  }

  const drain = sharing(async () => {
    let moved = false;
    for (let more = !closing.signal.aborted; more; ) {
      const step = await advance(0);
      more = step.more;
      moved ||= step.moved;
    }
    return moved;
  });

  return {
    name: definition.name,
    drain,
    start() {
      working ??= follow();
    },
    async stop() {
      closing.abort();
      await Promise.allSettled([working, drain()]);
    },
    async catchUp() {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Fault("NOT_YET_VISIBLE")), settings.catchUpMilliseconds);
      });
      try {
        await Promise.race([drain(), timeUp]);
      } catch (error) {
        throw error instanceof Fault && error.code === "NOT_YET_VISIBLE" ? error : new Fault("NOT_YET_VISIBLE", {}, error instanceof Error ? error : undefined);
      } finally {
        clearTimeout(timer);
      }
    },
    async health() {
      const row = await inbox.state();
      return { ...about, state: row.stoppedBy ? "stopped" : failures > 0 ? "waiting" : "following", stoppedBy: row.stoppedBy, movedAt: row.movedAt };
    },
  };
}
