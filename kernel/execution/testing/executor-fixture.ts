import { inspect } from "node:util";
import { buildSchema, GraphQLEnumType, GraphQLScalarType, isObjectType, Kind, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { rebuild } from "../rebuild";

export interface Fixture {
  readonly schema: GraphQLSchema;
  /** Names of the resolvers that count themselves, in the order they were called. */
  readonly calls: string[];
  /** How many runs were compiled ones. */
  compiledRuns(): number;
}

const sdl = `
  enum Level { HIGH LOW }
  scalar Moment
  scalar Big
  input Filter { level: Level = HIGH, tags: [String!], inner: Filter }
  interface Node { id: ID! }
  type Site implements Node { id: ID! name: String! level: Level broken: String brokenSoon: String brokenStrict: String! brokenSoonStrict: String! strict: Site! }
  type City implements Node { id: ID! title: String! }
  union Thing = Site | City
  type Odd { count: Int flag: Boolean level: Level names: [String] list: [Site!] }
  type Trap { name: String explosive: String }
  type Lazy { soon: String asked: String }
  type Query {
    site(id: ID!): Site
    must: Site!
    must404: Site
    things: [Thing!]
    mixed: [Site]
    mixedStrict: [Site!]
    odd: Odd
    trap: Trap
    lazy: Lazy
    levels: [Level!]
    echo(level: Level, moment: Moment, big: Big, count: Int! = 3, filter: Filter): String
  }
  type Mutation { count(by: Int! = 1): Int slow: Site fail: String trap: Trap }
`;

/** What the enum's values are inside. */
const levels = { HIGH: "2", LOW: "1" };
const site = (id: string | number) => ({ __typename: "Site", id: String(id), name: `site ${id}`, level: "2" });
const soon = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(resolve, value));
const fail = () => {
  throw new Error("select * from site");
};

/** Values that differ inside and outside, fields that break at once and later, and what a careless resolver might answer. */
export function buildFixture(): Fixture {
  const calls: string[] = [];
  const documents = new Set<unknown>();
  const schema = withCodecs(buildSchema(sdl));
  let total = 0;
  const called = <Result>(name: string, result: () => Result) => {
    calls.push(name);
    return result();
  };
  const watch = (info: GraphQLResolveInfo) => {
    // A compiled operation has coerced variables under a scalar of the compiler's own, an interpreted one runs on a schema without marks.
    if (info.schema.getType("CoercedVariable")) documents.add(Symbol());
  };
  const trap = () => ({
    name: "trap",
    get explosive(): string {
      throw new Error("boom");
    },
  });
  const resolvers: Record<string, Record<string, (parent: any, args: any, context: unknown, info: GraphQLResolveInfo) => unknown>> = {
    Site: {
      level: () => levels.HIGH,
      broken: fail,
      brokenSoon: () => soon(null).then(fail),
      brokenStrict: fail,
      brokenSoonStrict: () => soon(null).then(fail),
      strict: (parent: { id: string }) => soon(site(parent.id)),
    },
    Query: {
      site: (_, { id }) => (id === "404" ? null : soon(site(id))),
      must: () => site(1),
      must404: () => soon(undefined),
      things: () => [site(1), { __typename: "City", id: "2", title: "city" }],
      mixed: () => [site(1), new Error("broken row"), null, site(2)],
      mixedStrict: () => [site(1), new Error("broken row"), site(2)],
      odd: () => ({ count: 1.5, flag: "yes", level: "UP", names: "none", list: 7 }),
      trap: () => soon(trap()),
      lazy: () => ({ soon: Promise.resolve("later"), asked: () => "when asked" }),
      levels: () => [levels.HIGH, levels.LOW],
      echo: (_, args) => inspect(structuredClone({ ...args, filter: args.filter && JSON.parse(JSON.stringify(args.filter)) }), { sorted: true, depth: 9, breakLength: Infinity }),
    },
    Mutation: {
      count: (_, { by }) => called("count", () => soon((total += by))),
      slow: () => called("slow", () => soon(null).then(() => ({ ...site(9), name: `after ${total}` }))),
      fail: () => called("fail", fail),
      trap: () => called("trap", () => soon(trap())),
    },
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name === "Node" || type.name === "Thing") Object.assign(type, { resolveType: (value: { __typename: string }) => value.__typename });
    if (!isObjectType(type)) continue;
    for (const [name, resolve] of Object.entries(resolvers[type.name] ?? {})) type.getFields()[name]!.resolve = resolve;
  }
  for (const root of [schema.getQueryType()!, schema.getMutationType()!]) {
    const first = new WeakSet<object>();
    for (const field of Object.values(root.getFields())) {
      const resolve = field.resolve!;
      field.resolve = (parent, args, context: object, info) => {
        if (!first.has(context)) watch(info);
        first.add(context);
        return resolve(parent, args, context, info);
      };
    }
  }
  return { schema, calls, compiledRuns: () => documents.size };
}

function withCodecs(schema: GraphQLSchema): GraphQLSchema {
  return rebuild(schema, {
    leaf(type) {
      if (type instanceof GraphQLEnumType) {
        const config = type.toConfig();
        for (const name of Object.keys(config.values)) config.values[name]!.value = levels[name as keyof typeof levels];
        return new GraphQLEnumType(config);
      }
      const big = type.name === "Big";
      return new GraphQLScalarType({ ...type.toConfig(), serialize: String, parseValue: (value) => (big ? BigInt(String(value)) : { moment: value }), parseLiteral: (node) => (node.kind === Kind.INT && big ? BigInt(node.value) : { moment: node.kind === Kind.STRING ? node.value : null }) });
    },
  });
}
