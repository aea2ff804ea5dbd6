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
}

export const defaultRelaySettings: RelaySettings = { pollMilliseconds: 500, batchSize: 200 };

/** Gives committed events their numbers. Any number of relays may run on one database. */
export interface Relay {
  /** Numbers everything that was committed before the call; answers how many events that took. */
  drain(): Promise<number>;
  start(): void;
  /** After a commit that wrote events. */
  wake(): void;
  stop(): Promise<void>;
}

/** Raises `moved` whenever the feed has grown, through this relay or another one. */
export function createRelay(database: Database, logger: Logger, moved: Signal, settings: RelaySettings = defaultRelaySettings): Relay {
  let started = false;
  let failing = false;
  let known = 0;
  let timer: NodeJS.Timeout | undefined;
  const background = new Set<Promise<void>>();

  const drain = sharing(async () => {
    let total = 0;
    for (let numbered = settings.batchSize; numbered >= settings.batchSize; total += numbered) {
      numbered = await database.write((tx) => numberBatch(tx, settings.batchSize));
      if (numbered > 0) moved.raise();
    }
    return total;
  });

  async function look(): Promise<void> {
    const head = await findHead(database.reader);
    if (head.seq !== known) moved.raise();
    known = head.seq;
    if (head.pending) await drain();
  }

  function inBackground(work: () => Promise<unknown>): void {
    const done: Promise<void> = work()
      .then(() => {
        if (failing) logger.info("the relay numbers events again");
        failing = false;
      })
      .catch((error: unknown) => {
        if (!failing) logger.error({ err: error }, "the relay cannot number events; it keeps trying");
        failing = true;
      })
      .finally(() => background.delete(done));
    background.add(done);
  }

  function poll(): void {
    timer = setTimeout(() => {
      inBackground(look);
      poll();
    }, settings.pollMilliseconds).unref();
  }

  return {
    drain,
    start() {
      if (started) return;
      started = true;
      inBackground(look);
      poll();
    },
    wake() {
      if (started) inBackground(drain);
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await Promise.all(background);
    },
  };
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
