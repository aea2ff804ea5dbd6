import type { EntityManager } from "typeorm";
import type { Caller } from "../auth/caller";
import type { Database } from "../database/database";
import type { Language } from "../errors/codes";
import type { Feed } from "../events/feed";
import type { IdFactory } from "../ids/ids";
import type { Logger } from "../logging/logging";
import type { Keyring } from "../personal/keyring";
import type { Clock } from "../time/time";
import type { SiteTree } from "../tree/tree";

/** What the edge knows of a request before anything runs. */
export interface GraphRequest {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  /** The header Graph-After: event ids that the answer must already show. */
  readonly after?: readonly string[];
  readonly signal?: AbortSignal;
  /** The subgraph that signed the request, when it was not the gateway. Only what verified the signature may set it. */
  readonly sibling?: string;
}

/** What a subgraph's process holds, the same for every request. */
export interface SubgraphServices {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly logger: Logger;
  readonly tree: SiteTree;
  /** Under which personal data is sealed. */
  readonly keyring: Keyring;
  /** The subgraph's own change feed. */
  readonly feed: Feed;
  /**
   * Brings a consumer of this subgraph to what its owner wrote up to now, for a verb that names an id which its projection lacks. Before a
   * transaction, never in one. Throws Fault NOT_YET_VISIBLE.
   */
  catchUpWith(consumer: string): Promise<void>;
}

/** What resolvers and verbs are handed: one per request and subgraph. */
export interface SubgraphContext extends GraphRequest, SubgraphServices {
  /** For reads outside a transaction. */
  readonly reader: EntityManager;
  /** Loaders and entity memos of this request, by their definition. */
  readonly loaders: Map<unknown, unknown>;
  /** After every root field of a mutation: what was read before it may be stale. */
  dropLoaders(): void;
}

export function createContext(services: SubgraphServices, request: GraphRequest): SubgraphContext {
  return new RequestContext(services, request);
}

/** A class, because a request makes one for each subgraph it touches: spreading the services into an object costs a hundred times as much. */
class RequestContext implements SubgraphContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly logger: Logger;
  readonly tree: SiteTree;
  readonly keyring: Keyring;
  readonly feed: Feed;
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  readonly after: readonly string[] | undefined;
  readonly sibling: string | undefined;
  readonly reader: EntityManager;
  readonly catchUpWith: (consumer: string) => Promise<void>;
  readonly loaders = new Map<unknown, unknown>();

  constructor(
    services: SubgraphServices,
    private readonly request: GraphRequest,
  ) {
    this.database = services.database;
    this.clock = services.clock;
    this.ids = services.ids;
    this.logger = services.logger;
    this.tree = services.tree;
    this.keyring = services.keyring;
    this.feed = services.feed;
    this.caller = request.caller;
    this.language = request.language;
    this.requestId = request.requestId;
    this.after = request.after;
    this.sibling = request.sibling;
    this.reader = services.database.reader;
    this.catchUpWith = services.catchUpWith;
  }

  /** Asked for late: the edge makes a signal only for a request whose work can be stopped. */
  get signal(): AbortSignal | undefined {
    return this.request.signal;
  }

  dropLoaders(): void {
    this.loaders.clear();
  }
}
