import { openDatabase, type Database, type DatabaseSettings } from "../database/database";
import type { IdFactory } from "../ids/ids";
import type { Logger } from "../logging/logging";
import type { Clock } from "../time/time";
import type { SiteTree } from "../tree/tree";
import { createContext, type GraphRequest, type SubgraphContext, type SubgraphServices } from "./context";
import type { SubgraphDefinition, SubgraphName, SubgraphSchema } from "./definition";
import { buildSubgraphSchema } from "./schema";

/** A subgraph with its database open, ready to answer. */
export interface Subgraph extends SubgraphSchema {
  readonly name: SubgraphName;
  readonly database: Database;
  readonly services: SubgraphServices;
  context(request: GraphRequest): SubgraphContext;
  close(): Promise<void>;
}

export interface SubgraphSettings {
  readonly database: DatabaseSettings;
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly logger: Logger;
}

export async function openSubgraph(definition: SubgraphDefinition, settings: SubgraphSettings): Promise<Subgraph> {
  const [built, database] = await Promise.all([buildSubgraphSchema(definition), openDatabase(definition, settings.database)]);
  return assembleSubgraph(built, { database, clock: settings.clock, ids: settings.ids, logger: settings.logger, tree: noTree });
}

export function assembleSubgraph(built: SubgraphSchema, services: SubgraphServices): Subgraph {
  return {
    ...built,
    name: built.definition.name,
    database: services.database,
    services,
    context: (request) => createContext(services, request),
    close: () => services.database.close(),
  };
}

const noTree: SiteTree = { isWithin: () => Promise.resolve(false) };
