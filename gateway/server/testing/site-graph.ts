import { buildSchema, execute } from "graphql";
import { Fault } from "../../../kernel/errors/faults";
import type { Graph, GraphRequest } from "../../graph";

const sdl = /* GraphQL */ `
  type Query {
    site(id: ID!): Site
    sites(first: Int, after: String, last: Int, before: String): SiteConnection
    page(first: Int = 5): SiteConnection
    nodes(ids: [ID!]!): [Node]!
    "Answers after as many milliseconds."
    slow(milliseconds: Int!): String
    "Fails with an error that carries what nobody may read."
    broken: String
    "Fails with a code."
    forbidden: String
    whoami: String
    awaited: [String!]
    search(filter: Filter): String
  }
  type Mutation {
    renameSite(input: RenameSiteInput!): RenameSitePayload
  }
  type Subscription {
    renamed: Site
  }
  interface Node {
    id: ID!
  }
  type Site implements Node {
    id: ID!
    name: String
    parent: Site
    children(first: Int, last: Int): SiteConnection
    tags: [Tag!]
  }
  type Tag {
    name: String
  }
  type SiteConnection {
    edges: [SiteEdge!]!
    nodes: [Site!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type SiteEdge {
    cursor: String!
    node: Site!
  }
  type PageInfo {
    hasNextPage: Boolean!
  }
  input Filter {
    name: String
    or: [Filter!]
  }
  input RenameSiteInput {
    id: ID!
    name: String!
  }
  type RenameSitePayload {
    site: Site
  }
`;

/** The words that must never leave the process. */
export const secret = "SELECT id_number FROM volunteer WHERE phone = '13912345678'";

/** Sites without end, in memory: every site has 3 children, and a page is as long as asked. */
const site = (id: string): object => ({
  __typename: "Site",
  id,
  name: `站点 ${id}`,
  parent: () => site(`${id}.0`),
  children: ({ first, last }: { first?: number; last?: number }) => connection(Math.min(3, first ?? last ?? 20), id),
  tags: [{ name: "敬老" }, { name: "环保" }],
});

function connection(count: number, prefix: string): object {
  const nodes = Array.from({ length: count }, (_, index) => site(`${prefix}.${index + 1}`));
  return { nodes, edges: nodes.map((node, index) => ({ cursor: String(index), node })), pageInfo: { hasNextPage: false }, totalCount: count };
}

const roots = {
  site: ({ id }: { id: string }) => site(id),
  sites: ({ first, last }: { first?: number; last?: number }) => connection(first ?? last ?? 20, "s"),
  page: ({ first }: { first: number }) => connection(first, "p"),
  nodes: ({ ids }: { ids: string[] }) => ids.map(site),
  slow: ({ milliseconds }: { milliseconds: number }, request: GraphRequest) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve("done"), milliseconds);
      request.signal?.addEventListener("abort", () => (clearTimeout(timer), resolve("aborted")));
    }),
  broken: () => {
    throw Object.assign(new Error(secret), { query: secret });
  },
  forbidden: () => {
    throw new Fault("FORBIDDEN");
  },
  whoami: (_: unknown, { caller }: GraphRequest) => caller.subject,
  awaited: (_: unknown, { after }: GraphRequest) => after,
  search: () => "found",
  renameSite: ({ input }: { input: { id: string; name: string } }) => ({ site: { ...site(input.id), name: input.name } }),
};

export interface SiteGraph extends Graph {
  state: "up" | "down" | "silent";
  /** What the next execution does instead. */
  fault: Error | null;
}

export function siteGraph(): SiteGraph {
  const schema = buildSchema(sdl);
  return {
    schema,
    state: "up",
    fault: null,
    context: (request) => request,
    async execute({ document, operationName, variables, context }) {
      if (this.fault) throw this.fault;
      const result = await execute({ schema, document, operationName, variableValues: variables, contextValue: context, rootValue: roots });
      return document.definitions.some((definition) => "operation" in definition && definition.operation === "mutation") ? { ...result, extensions: { written: ["event_1"] } } : result;
    },
    health() {
      if (this.state === "silent") return new Promise(() => {});
      return Promise.resolve({ org: "up", points: this.state });
    },
    close: () => Promise.resolve(),
  };
}

