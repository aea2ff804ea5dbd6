import { setTimeout as pause } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database";
import type { Logger } from "../logging/logging";
import { chainedHash } from "./chain";
import { findHead, findUnnumbered, lockHead, moveHead, numberRows } from "./outbox.queries";
import { sharing } from "./sharing";
import type { Signal } from "./signal";

export interface RelaySettings {
  /** How often to look for what nobody announced: events of another replica, or of one that died. */
  readonly pollMilliseconds: number;
  /** Events numbered in one transaction. */
  readonly batchSize: number;
  /** Rest after each time of its own accord: under load it then numbers many commits at once instead of taking turns with them. */
  readonly restMilliseconds: number;
}

export const defaultRelaySettings: RelaySettings = { pollMilliseconds: 500, batchSize: 200, restMilliseconds: 10 };

/** Gives committed events their numbers. Any number of relays may run on one database. */
export interface Relay {
  /** Numbers everything that was committed before the call; answers how many events that took. */
  drain(): Promise<number>;
  start(): void;
  /** After a commit that wrote events, or when somebody waits for one: numbers them shortly. False when it was not started. */
  wake(): boolean;
  stop(): Promise<void>;
}

/** Raises `moved` whenever the feed has grown, through this relay or another one. */
export function createRelay(database: Database, logger: Logger, moved: Signal, settings: Partial<RelaySettings> = {}): Relay {
  return new FeedRelay(database, logger, moved, { ...defaultRelaySettings, ...settings });
}

class FeedRelay implements Relay {
  readonly drain: () => Promise<number>;
  private readonly background = new Set<Promise<void>>();
  private started = false;
  private attending = false;
  private wanted = false;
  private failing = false;
  private known = 0;
  private polling: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly moved: Signal,
    private readonly settings: RelaySettings,
  ) {
    this.drain = sharing(() => this.numberAll());
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.inBackground(() => this.look());
    this.poll();
  }

  wake(): boolean {
    this.wanted = true;
    if (this.started && !this.attending) this.inBackground(() => this.attend());
    return this.started;
  }

  async stop(): Promise<void> {
    this.started = false;
    clearTimeout(this.polling);
    await Promise.all(this.background);
  }

  private async numberAll(): Promise<number> {
    const { batchSize } = this.settings;
    let total = 0;
    for (let numbered = batchSize; numbered >= batchSize; total += numbered) {
      numbered = await this.database.write((tx) => numberBatch(tx, batchSize), { ahead: true });
      if (numbered > 0) this.moved.raise();
    }
    return total;
  }

  private async attend(): Promise<void> {
    this.attending = true;
    try {
      while (this.wanted && this.started) {
        this.wanted = false;
        await this.drain();
        await pause(this.settings.restMilliseconds);
      }
    } finally {
      this.attending = false;
    }
  }

  private poll(): void {
    this.polling = setTimeout(() => {
      this.inBackground(() => this.look());
      this.poll();
    }, this.settings.pollMilliseconds).unref();
  }

  private async look(): Promise<void> {
    const head = await findHead(this.database.reader);
    if (head.seq !== this.known) this.moved.raise();
    this.known = head.seq;
    if (head.pending) await this.drain();
  }

  private inBackground(work: () => Promise<unknown>): void {
    const done: Promise<void> = work()
      .then(() => {
        if (this.failing) this.logger.info("the relay numbers events again");
        this.failing = false;
      })
      .catch((error: unknown) => {
        if (!this.failing) this.logger.error({ err: error }, "the relay cannot number events; it keeps trying");
        this.failing = true;
      })
      .finally(() => this.background.delete(done));
    this.background.add(done);
  }
}

async function numberBatch(tx: EntityManager, batchSize: number): Promise<number> {
  const head = await lockHead(tx);
  const rows = await findUnnumbered(tx, batchSize);
  if (rows.length === 0) return 0;
  let { seq, hash } = head;
  const numbered = rows.map((row) => {
    seq += 1;
    hash = chainedHash(hash, seq, row);
    return { position: row.position, seq, hash };
  });
  // Under the head's lock neither can happen; a hole or a doubled number would be for good.
  if ((await numberRows(tx, numbered)) !== rows.length) throw new Error("events were numbered by somebody who does not hold the feed's head");
  if ((await moveHead(tx, head, { seq, hash })) !== 1) throw new Error("the feed's head moved while it was held");
  return rows.length;
}
