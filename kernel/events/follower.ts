import { setTimeout as pause } from "node:timers/promises";
import { Fault, faultOf } from "../errors/faults";
import type { SubgraphServices } from "../subgraph/context";
import type { Instant } from "../time/time";
import type { ConsumerDefinition } from "./consumer";
import { Inbox, PoisonEvent } from "./inbox";
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

export const defaultConsumerSettings: ConsumerSettings = { waitMilliseconds: 10_000, catchUpMilliseconds: 1_500, pageSize: 200, pauseMilliseconds: 50, longestPauseMilliseconds: 5_000 };

/** `waiting`: the owner or the own database does not answer. `stopped`: an event cannot be applied; nothing moves until it is skipped with a reason, or the process starts anew. */
export interface ConsumerHealth {
  readonly consumer: string;
  readonly from: string;
  readonly state: "following" | "waiting" | "stopped";
  /** The event that stopped it. */
  readonly stoppedBy: string | null;
  readonly movedAt: Instant;
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
  return new FeedConsumer(definition, peer, services, settings);
}

class FeedConsumer implements Consumer {
  readonly name: string;
  readonly drain: () => Promise<boolean>;
  private readonly inbox: Inbox;
  private readonly about: { readonly consumer: string; readonly from: string };
  private readonly closing = new AbortController();
  private working: Promise<void> | null = null;
  private poison: PoisonEvent | null = null;
  private failures = 0;

  constructor(
    private readonly definition: ConsumerDefinition,
    private readonly peer: Peer,
    private readonly services: SubgraphServices,
    private readonly settings: ConsumerSettings,
  ) {
    this.name = definition.name;
    this.about = { consumer: definition.name, from: definition.from };
    this.inbox = new Inbox(definition, services.database, services.clock, (change) => ({ ...services, causedBy: change.event }));
    this.drain = sharing(() => this.toTheHead());
  }

  start(): void {
    this.working ??= this.follow();
  }

  async stop(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([this.working, this.drain()]);
  }

  async catchUp(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Fault("NOT_YET_VISIBLE")), this.settings.catchUpMilliseconds);
    });
    try {
      await Promise.race([this.drain(), timeUp]);
    } catch (error) {
      throw new Fault("NOT_YET_VISIBLE", {}, error instanceof Error ? error : undefined);
    } finally {
      clearTimeout(timer);
    }
  }

  async health(): Promise<ConsumerHealth> {
    const { stoppedBy, movedAt } = await this.inbox.state();
    return { ...this.about, state: stoppedBy ? "stopped" : this.failures > 0 ? "waiting" : "following", stoppedBy, movedAt };
  }

  private async follow(): Promise<void> {
    const { logger } = this.services;
    while (!this.closing.signal.aborted) {
      try {
        if (this.poison && !(await this.inbox.holds(this.poison.event))) await this.rest(this.settings.longestPauseMilliseconds);
        else await this.pullOnce();
        if (this.failures > 0) logger.info(this.about, "the consumer follows again");
        this.failures = 0;
      } catch (error) {
        if (this.closing.signal.aborted) return;
        if (error instanceof PoisonEvent) continue;
        if (this.failures++ === 0) logger.warn({ ...this.about, err: error }, "the consumer cannot follow; it keeps trying");
        await this.rest(Math.min(this.settings.longestPauseMilliseconds, this.settings.pauseMilliseconds * 2 ** Math.min(this.failures, 20)));
      }
    }
  }

  private async pullOnce(): Promise<void> {
    const { moved } = await this.advance(this.settings.waitMilliseconds);
    // An owner that does not wait, as one that is about to end, would otherwise be asked without a pause.
    if (!moved) await this.rest(this.settings.pauseMilliseconds);
  }

  private async toTheHead(): Promise<boolean> {
    let moved = false;
    for (let more = !this.closing.signal.aborted; more; ) {
      const step = await this.advance(0);
      more = step.more;
      moved ||= step.moved;
    }
    return moved;
  }

  /** One pull and its effect. */
  private async advance(waitMilliseconds: number): Promise<{ readonly more: boolean; readonly moved: boolean }> {
    const { position } = await this.inbox.state();
    try {
      const page = await this.peer.pull({ after: position || null, first: this.settings.pageSize, types: Object.keys(this.definition.handlers), waitMilliseconds, signal: this.closing.signal });
      const applied = await this.inbox.apply(position, page);
      this.poison = null;
      // Whoever was faster may have pulled less than there is by now.
      return { more: page.hasMore || !applied, moved: page.nextCursor !== position };
    } catch (error) {
      if (error instanceof PoisonEvent) this.stopAt(error);
      if (faultOf(error).code !== "RESYNC_REQUIRED") throw error;
      this.services.logger.error(this.about, "the feed no longer knows the cursor; it is read from its beginning");
      await this.inbox.rewind(position);
      return { more: true, moved: true };
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
  }

  private stopAt(error: PoisonEvent): void {
    if (this.poison?.event !== error.event) this.services.logger.error({ ...this.about, event: error.event, err: error.cause }, "an event cannot be applied; the consumer has stopped");
    this.poison = error;
  }
}
