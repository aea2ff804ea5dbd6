import { openDatabase, type Database, type DatabaseSettings } from "../database/database";
import { createFeed, type Feed } from "../events/feed";
import { createConsumer, defaultConsumerSettings, type Consumer, type ConsumerSettings } from "../events/follower";
import type { Peer } from "../events/peer";
import type { RelaySettings } from "../events/relay";
import type { IdFactory } from "../ids/ids";
import type { Logger } from "../logging/logging";
import { noKeyring, type Keyring } from "../personal/keyring";
import { assertKeyringFits } from "../personal/keyring-fits.queries";
import type { Clock } from "../time/time";
import { siteTreeConsumer } from "../tree/site-tree.consumer";
import { createSiteTree } from "../tree/site-tree";
import type { SiteTree } from "../tree/tree";
import { createContext, type GraphRequest, type SubgraphContext, type SubgraphServices } from "./context";
import type { SubgraphDefinition, SubgraphName, SubgraphSchema } from "./definition";
import { kernelMigrations } from "./kernel-migrations";
import { buildSubgraphSchema } from "./schema";

/** A subgraph with its database open, ready to answer. */
export interface Subgraph extends SubgraphSchema {
  readonly name: SubgraphName;
  readonly database: Database;
  readonly services: SubgraphServices;
  readonly feed: Feed;
  readonly consumers: readonly Consumer[];
  context(request: GraphRequest): SubgraphContext;
  /** Begins to number its own changes and to follow those of others. */
  start(): void;
  close(): Promise<void>;
}

export interface SubgraphParts {
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly logger: Logger;
  /** The way to the feed of another subgraph. */
  readonly peer: (name: string) => Peer;
  /** Needed by a subgraph that holds personal data. */
  readonly keyring?: Keyring;
  readonly consuming?: Partial<ConsumerSettings>;
  readonly relaying?: Partial<RelaySettings>;
}

export interface SubgraphSettings extends SubgraphParts {
  readonly database: DatabaseSettings;
}

/** The database of a subgraph: the kernel's tables and its own. */
export function databaseDefinitionOf({ name, entities, migrations }: SubgraphDefinition) {
  return { name, entities, migrations: [...kernelMigrations, ...migrations] };
}

export async function openSubgraph(definition: SubgraphDefinition, settings: SubgraphSettings): Promise<Subgraph> {
  const [built, database] = await Promise.all([buildSubgraphSchema(definition), openDatabase(databaseDefinitionOf(definition), settings.database)]);
  try {
    if (definition.sealed) await assertKeyringFits(database, keyringFor(definition, settings));
    return assembleSubgraph(built, database, settings);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function keyringFor({ name, sealed }: SubgraphDefinition, { keyring }: Pick<SubgraphParts, "keyring">): Keyring {
  if (sealed && !keyring) throw new Error(`${name} holds personal data and opens with a keyring alone`);
  return keyring ?? noKeyring;
}

export function assembleSubgraph(built: SubgraphSchema, database: Database, parts: SubgraphParts): Subgraph {
  const { definition } = built;
  const { clock, ids, logger, peer, consuming, relaying } = parts;
  const feed = createFeed(definition.name, database, logger, relaying);
  const consumerOf = (name: string): Consumer | undefined => consumers.find((consumer) => consumer.name === name);
  const tree: SiteTree = createSiteTree(
    definition.sites ? { database, source: definition.sites } : { database, catchUp: async () => consumerOf(siteTreeConsumer.name)?.catchUp() },
  );
  const services: SubgraphServices = { database, clock, ids, logger, tree, keyring: keyringFor(definition, parts), feed, catchUpWith: async (consumer) => consumerOf(consumer)?.catchUp() };
  const followed = [...(definition.sites ? [] : [siteTreeConsumer]), ...(definition.consumers ?? [])];
  const consumers: readonly Consumer[] = followed.map((consumer) => createConsumer(consumer, peer(consumer.from), services, { ...defaultConsumerSettings, ...consuming }));

  return {
    ...built,
    name: definition.name,
    database,
    services,
    feed,
    consumers,
    context: (request) => createContext(services, request),
    start() {
      feed.start();
      for (const consumer of consumers) consumer.start();
    },
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await feed.stop();
      await database.close();
    },
  };
}
