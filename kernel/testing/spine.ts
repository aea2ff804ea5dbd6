import sql from "sql-template-tag";
import type { ColumnTypes } from "../database/columns";
import type { Database, DatabaseDefinition } from "../database/database";
import { Migration, type MigrationRunner } from "../database/migration";
import { query, run } from "../database/rows";
import type { ConsumerDefinition } from "../events/consumer";
import { emit } from "../events/emit";
import { createFeed, type Feed } from "../events/feed";
import { createConsumer, defaultConsumerSettings, type Consumer, type ConsumerSettings } from "../events/follower";
import type { Peer, PullRequest } from "../events/peer";
import { inProcessPeer } from "../events/peers";
import type { RelaySettings } from "../events/relay";
import { createIds } from "../ids/ids";
import { createLogger, type Logger } from "../logging/logging";
import type { SubgraphServices } from "../subgraph/context";
import { noKeyring } from "../personal/keyring";
import { kernelMigrations } from "../subgraph/kernel-migrations";
import { systemClock } from "../time/time";
import type { SiteTree } from "../tree/tree";
import { testDatabase } from "./databases";

class CreateLamps1795900000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE lamp (id ${types.id} NOT NULL PRIMARY KEY, switched ${types.integer} NOT NULL)`);
    await sql(`CREATE TABLE switching (position ${types.integer} NOT NULL, lamp_id ${types.id} NOT NULL, switched ${types.integer} NOT NULL)`);
  }
}

/** A subgraph of lamps, that counts how often each was switched, and keeps a record of the switchings it heard of. */
export const lampDefinition: DatabaseDefinition = { name: "lamps", entities: [], migrations: [...kernelMigrations, CreateLamps1795900000001] };

export interface Lamps {
  readonly database: Database;
  readonly feed: Feed;
  readonly services: SubgraphServices;
  /** Switches a lamp and tells of it; `pausing` runs inside the transaction, after both. */
  switch(lamp: string, pausing?: () => Promise<unknown>): Promise<void>;
  /** Takes a lamp away and tells of it. */
  remove(lamp: string): Promise<void>;
  /** The switchings that this subgraph heard of, in the order in which it did. */
  heard(): Promise<readonly string[]>;
  consumer(definition: ConsumerDefinition, peer: Peer, settings?: Partial<ConsumerSettings>): Consumer;
}

const noSites = { isWithin: () => Promise.resolve(false) } as unknown as SiteTree;

export interface LampOptions {
  readonly database?: Database;
  readonly logger?: Logger;
  readonly relay?: Partial<RelaySettings>;
}

export async function openLamps(options: LampOptions = {}): Promise<Lamps> {
  const database = options.database ?? (await testDatabase(lampDefinition));
  const logger = options.logger ?? createLogger("silent");
  const clock = systemClock;
  const feed = createFeed("lamps", database, logger, options.relay);
  const services: SubgraphServices = { database, clock, ids: createIds(clock), logger, tree: noSites, keyring: noKeyring, feed, catchUpWith: () => Promise.resolve() };
  return {
    database,
    feed,
    services,
    async switch(lamp, pausing) {
      await database.write(async (tx) => {
        const { affected } = await run(tx, sql`UPDATE lamp SET switched = switched + 1 WHERE id = ${lamp}`);
        if (affected === 0) await run(tx, sql`INSERT INTO lamp (id, switched) VALUES (${lamp}, 1)`);
        const [row] = await query<{ switched: number }>(tx, sql`SELECT switched FROM lamp WHERE id = ${lamp}`);
        await emit(tx, services, { type: "Lamp", id: lamp, op: "UPSERT", siteId: "site_a", data: { switched: row!.switched } });
        await pausing?.();
      });
    },
    async remove(lamp) {
      await database.write(async (tx) => {
        await run(tx, sql`DELETE FROM lamp WHERE id = ${lamp}`);
        await emit(tx, services, { type: "Lamp", id: lamp, op: "DELETE" });
      });
    },
    async heard() {
      return (await query<{ lamp_id: string; switched: number }>(database.reader, sql`SELECT lamp_id, switched FROM switching ORDER BY position`)).map((row) => `${row.lamp_id} ${row.switched}`);
    },
    consumer: (definition, peer, settings) => createConsumer(definition, peer, services, { ...defaultConsumerSettings, catchUpMilliseconds: 20_000, ...settings }),
  };
}

/** Records what it hears; it counts on its own, so an event that is applied twice shows twice. */
export const lampRecorder: ConsumerDefinition = {
  name: "recorder",
  from: "lamps",
  handlers: {
    Lamp: async (tx, change) => {
      const [last] = await query<{ last: number | null }>(tx, sql`SELECT MAX(position) AS last FROM switching`);
      const switched = change.op === "DELETE" ? 0 : (change.data as { switched: number }).switched;
      await run(tx, sql`INSERT INTO switching (position, lamp_id, switched) VALUES (${(last!.last ?? 0) + 1}, ${change.id}, ${switched})`);
    },
  },
};

/** The way to another's feed, counting how often it is gone; `before` may hold it up. */
export function countingPeer(owner: Lamps, before?: (request: PullRequest) => Promise<unknown>): Peer & { readonly pulls: number } {
  const peer = inProcessPeer(() => owner.feed);
  let pulls = 0;
  return {
    get pulls() {
      return pulls;
    },
    async pull(request) {
      pulls++;
      await before?.(request);
      return peer.pull(request);
    },
  };
}

/** As after a restored backup: all but the first change is gone. */
export async function restoreFirst(owner: Lamps): Promise<void> {
  await owner.database.write(async (tx) => {
    await run(tx, sql`DELETE FROM outbox WHERE seq > 1`);
    await run(tx, sql`UPDATE feed_head SET seq = 1, hash = (SELECT hash FROM outbox WHERE seq = 1)`);
  });
}
