import sql from "sql-template-tag";
import { Arg, Ctx, Directive, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Caller } from "../auth/caller";
import { generateSigningKey, publicKeysOf, type SigningKey } from "../auth/keys";
import { administrators, anyone, definePolicies } from "../auth/policies";
import { signatureHeader, signRequest } from "../auth/signing";
import { query } from "../database/rows";
import { Fault } from "../errors/faults";
import type { Peer } from "../events/peer";
import { createIds } from "../ids/ids";
import { createLogger } from "../logging/logging";
import type { SubgraphContext } from "../subgraph/context";
import { owned, type SubgraphDefinition } from "../subgraph/definition";
import { openSubgraph } from "../subgraph/open";
import { serveSubgraph } from "../subgraph/serve";
import { fixedClock, type FixedClock } from "../time/time";
import { testDatabaseSettings } from "./databases";
import { administrator } from "./requests";

@Directive('@key(fields: "id")')
@ObjectType("Bell", { simpleResolvers: true })
class Bell {
  @Field(() => ID)
  id!: string;
}

/** What each bell was told by `ring`, in order, by whichever replica. */
export const rung: string[] = [];

@Resolver()
class BellResolver {
  @Query(() => Bell, { nullable: true })
  bell(): Bell {
    return { id: bellId };
  }

  @Query(() => String, { nullable: true })
  whoAsks(@Ctx() context: SubgraphContext): string {
    return JSON.stringify(context.caller);
  }

  @Query(() => String, { nullable: true })
  keptForAdministrators(): string {
    return "kept";
  }

  @Query(() => String, { nullable: true })
  async broken(@Arg("how", () => String) how: string, @Ctx() context: SubgraphContext): Promise<string> {
    if (how === "fault") throw new Fault("COST_LIMIT", { requested: 7, limit: 5 });
    if (how === "statement") await query(context.reader, sql`SELECT secret_column FROM secret_table WHERE name = ${"王秀英"}`);
    if (how === "database") await context.database.close().then(() => query(context.reader, sql`SELECT secret_column FROM outbox WHERE id = ${"王秀英"}`));
    throw new Error("connect ECONNREFUSED 10.0.0.7:3306 for 王秀英");
  }

  @Mutation(() => Int, { nullable: true })
  ring(@Arg("what", () => String) what: string): number {
    return rung.push(what);
  }
}

const bellId = "bell_01jd9000000000000000000001";

/** A subgraph of bells, as small as one can be that has a field of every kind. */
const bells: SubgraphDefinition = {
  name: "activity",
  resolvers: [BellResolver],
  orphanedTypes: [Bell],
  entityTypes: { Bell: owned("bell", (_, ids) => Promise.resolve(ids.map((id) => ({ __typename: "Bell", id })))) },
  entities: [],
  migrations: [],
  policies: [definePolicies({ Query: { bell: anyone, whoAsks: anyone, keptForAdministrators: administrators, broken: anyone }, Mutation: { ring: anyone } })],
};

const silent: Peer = { pull: ({ after }) => Promise.resolve({ changes: [], nextCursor: after ?? "", hasMore: false }) };

export interface Sending {
  readonly query?: string;
  /** In place of the query and its variables: the bytes as they are. */
  readonly body?: string;
  readonly variables?: object;
  readonly key?: SigningKey;
  readonly caller?: Caller;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Received {
  readonly status: number;
  readonly text: string;
  /** Undefined where it is no JSON. */
  readonly body: any;
}

export interface ServedBells {
  readonly clock: FixedClock;
  readonly keys: { readonly gateway: SigningKey; readonly sibling: SigningKey };
  /** Addresses of the replicas, all over one database. */
  readonly urls: readonly string[];
  /** Signs as the gateway does unless `key` says who else, and sends to the first replica. */
  send(sending: Sending): Promise<Received>;
  sign(body: string, given?: Partial<Parameters<typeof signRequest>[1]>, key?: SigningKey): Promise<string>;
  close(): Promise<void>;
}

export async function serveBells(replicas = 1): Promise<ServedBells> {
  const clock = fixedClock("2026-03-02T01:00:00.000000Z");
  const [logger, database] = [createLogger("silent"), await testDatabaseSettings()];
  const keys = { gateway: generateSigningKey("gateway"), sibling: generateSigningKey("points") };
  const trusted = publicKeysOf(Object.values(keys));
  const opened = await Promise.all(
    Array.from({ length: replicas }, async () => {
      const subgraph = await openSubgraph(bells, { database, clock, ids: createIds(clock), logger, peer: () => silent });
      const served = await serveSubgraph(subgraph, { host: "127.0.0.1", port: 0, trusted, clock, logger });
      return { url: served.url, close: () => served.close().then(() => subgraph.close()) };
    }),
  );
  const sign: ServedBells["sign"] = (body, given = {}, key = keys.gateway) => signRequest(key, { audience: "activity", body, caller: administrator, clock, ...given });
  return {
    clock,
    keys,
    urls: opened.map(({ url }) => url),
    sign,
    async send({ query: text, variables, body = JSON.stringify({ query: text, variables }), key, caller = administrator, headers }) {
      return post(opened[0]!.url, body, { [signatureHeader]: await sign(body, { caller }, key), ...headers });
    },
    close: async () => void (await Promise.all(opened.map(({ close }) => close()))),
  };
}

/** Sends the bytes as they are, with these headers and no others. */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Received> {
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  const text = await response.text();
  try {
    return { status: response.status, text, body: JSON.parse(text) as unknown };
  } catch {
    return { status: response.status, text, body: undefined };
  }
}
