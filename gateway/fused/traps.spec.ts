import { GraphQLEnumType, GraphQLObjectType, type GraphQLScalarType, GraphQLSchema, GraphQLString, isObjectType, parse } from "graphql";
import { callerWith } from "../../kernel/auth/caller";
import type { SubgraphContext } from "../../kernel/subgraph/context";
import { answerOf, composedFixture, told } from "../testing/fixture-twins";
import { fixtureGraph, type FixtureGraph } from "../testing/fixture-graph";
import type { FixtureSubgraph } from "../testing/fixture-subgraph";
import { fuse, type Fusion } from "./fuse";

function fused(fixture: FixtureGraph, changes: Partial<Fusion> = {}) {
  const { apiSdl, nodeSubgraph } = composedFixture(fixture);
  return fuse({ apiSdl, subgraphs: fixture.subgraphs, nodeSubgraph, ...changes });
}

const part = ({ subgraphs }: FixtureGraph, name: string) => subgraphs.find((subgraph) => subgraph.name === name)!;
const fieldOf = (subgraph: FixtureSubgraph, typename: string, field: string) => (subgraph.schema.getType(typename) as GraphQLObjectType).getFields()[field]!;
/** Both ways to execute, and what each of them made the subgraphs do. */
const ways = [
  ["interpreted", Infinity],
  ["compiled", 1],
] as const;

describe("enum values and scalar codecs are those of the subgraphs", () => {
  it.each(ways)("%s: what a value is inside reaches the resolver, what it is outside the caller", async (_, compileAtSight) => {
    const graph = fused(fixtureGraph(), { execution: { compileAtSight } });
    const answer = await told(graph, '{ activities(kinds: [SPORT]) { kind } sites(filter: { level: CENTER }) { nodes { level openedAt } } echoSite(filter: { openedAfter: "2026-01-01T08:00:00+08:00" }) }');
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({ activities: [{ kind: "SPORT" }, { kind: "SPORT" }, { kind: "SPORT" }], sites: { nodes: [{ level: "CENTER", openedAt: null }, { level: "CENTER", openedAt: "2026-01-03T00:00:00.000000Z" }] } });
    expect((answer.data as { echoSite: string }).echoSite).toBe('{"level":"station","openedAfter":"2026-01-01T00:00:00.000000Z"}');
  });

  it("a default in the public schema is what the enum stands for inside", async () => {
    const graph = fused(fixtureGraph());
    expect(graph.schema.getQueryType()!.getFields()["activities"]!.args[0]!.defaultValue).toEqual([0, 1]);
  });

  it("two subgraphs that disagree about a scalar keep the graph from starting", () => {
    const fixture = fixtureGraph();
    const scalar = part(fixture, "volunteer").schema.getType("DateTime") as GraphQLScalarType;
    scalar.serialize = String;
    expect(() => fused(fixture)).toThrow("org and volunteer disagree about DateTime");
  });

  it("and so do two that disagree about the values of an enum", () => {
    const fixture = fixtureGraph();
    const levels = (center: string) => new GraphQLEnumType({ name: "Level", values: { CENTER: { value: center }, STATION: { value: "station" }, POST: { value: "post" } } });
    const other = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { level: { type: levels("middle") } } }) });
    const stranger = { ...part(fixture, "points"), name: "stranger", schema: other, definition: { ...part(fixture, "points").definition, entityTypes: {} } };
    const { apiSdl, nodeSubgraph } = composedFixture(fixture);
    const api = apiSdl.replace("type Query {", "type Query {\n  level: Level");
    expect(() => fuse({ apiSdl: api, subgraphs: [...fixture.subgraphs, stranger], nodeSubgraph })).toThrow("org and stranger disagree about Level");
  });

  it("a schema that was not generated anew keeps the graph from starting", () => {
    const fixture = fixtureGraph();
    const { apiSdl, nodeSubgraph } = composedFixture(fixture);
    const renamed = apiSdl.replace("nickname: String", "surname: String");
    expect(() => fuse({ apiSdl: renamed, subgraphs: fixture.subgraphs, nodeSubgraph })).toThrow("no subgraph defines PracticeSite.surname: run npm run schema");
  });
});

describe("abstract types", () => {
  it.each(ways)("%s: resolve by __typename, and no subgraph is asked what it takes an object for", async (_, compileAtSight) => {
    const fixture = fixtureGraph();
    const liar = () => "Fair";
    for (const name of ["Happening", "Subject", "Node"]) Object.assign(part(fixture, "activity").schema.getType(name)!, { resolveType: liar });
    const answer = await told(fused(fixture, { execution: { compileAtSight } }), "{ activities { subject { __typename } } happenings { __typename } }");
    const { activities, happenings } = answer.data as { activities: { subject: { __typename: string } | null }[]; happenings: { __typename: string }[] };
    expect(activities.map(({ subject }) => subject?.__typename)).toEqual(["PracticeSite", "Volunteer", "Fair", undefined, "PracticeSite", "Volunteer"]);
    expect(new Set(happenings.map(({ __typename }) => __typename))).toEqual(new Set(["Activity", "Fair"]));
  });
});

describe("a field has one owner", () => {
  const change = (name: string, typename: string, field: string, apply: (subgraph: FixtureSubgraph) => void) => {
    const fixture = fixtureGraph();
    apply(part(fixture, name));
    return [fixture, `${typename}.${field}`] as const;
  };

  it("what a subgraph adds to the type of another may be null", () => {
    const [fixture] = change("points", "Volunteer", "balance", () => undefined);
    const { apiSdl, nodeSubgraph } = composedFixture(fixture);
    const strict = apiSdl.replace("balance: Points\n", "balance: Points!\n");
    expect(strict).not.toBe(apiSdl);
    expect(() => fuse({ apiSdl: strict, subgraphs: fixture.subgraphs, nodeSubgraph })).toThrow("Volunteer.balance, which points adds to a type of volunteer, must be nullable");
  });

  it("two subgraphs cannot answer for one field of an entity", () => {
    const [fixture] = change("points", "PracticeSite", "name", (points) => {
      const fields = (points.schema.getType("PracticeSite") as GraphQLObjectType).getFields();
      fields["name"] = { ...fields["pointsGiven"]!, name: "name", type: GraphQLString, args: [] };
    });
    expect(() => fused(fixture)).toThrow("PracticeSite.name is defined by org and points: a field has one owner");
  });

  it("what they share without a key is plain values, read and not resolved", () => {
    const [fixture] = change("org", "PageInfo", "endCursor", (org) => {
      fieldOf(org, "PageInfo", "endCursor").resolve = () => "x";
    });
    expect(() => fused(fixture)).toThrow("PageInfo.endCursor stands in several subgraphs and is resolved by org");
  });

  it("an entity type has one owner, and its ids begin alike everywhere", () => {
    const [fixture] = change("points", "Volunteer", "", () => undefined);
    const points = part(fixture, "points");
    const claiming = { ...points, definition: { ...points.definition, entityTypes: { ...points.definition.entityTypes, Volunteer: fixture.world.owned("Volunteer", "vol") } } };
    const misspelt = { ...points, definition: { ...points.definition, entityTypes: { ...points.definition.entityTypes, Volunteer: { prefix: "volu", owned: false } as const } } };
    const withPoints = (subgraph: FixtureSubgraph): FixtureGraph => ({ ...fixture, subgraphs: fixture.subgraphs.map((each) => (each.name === "points" ? subgraph : each)) });
    const { apiSdl, nodeSubgraph } = composedFixture(fixture);
    expect(() => fuse({ apiSdl, nodeSubgraph, subgraphs: withPoints(claiming).subgraphs })).toThrow("Volunteer is owned by volunteer and by points");
    expect(() => fuse({ apiSdl, nodeSubgraph, subgraphs: withPoints(misspelt).subgraphs })).toThrow("ids of Volunteer begin with vol in volunteer and with volu in points");
  });

  it("subscriptions live in the gateway: a subgraph that defines one keeps the graph from starting", () => {
    const [fixture] = change("points", "Subscription", "", () => undefined);
    const points = part(fixture, "points");
    const { schema } = points;
    const subscription = new GraphQLObjectType({ name: "Subscription", fields: { changed: { type: GraphQLString } } });
    const subscribing = { ...points, schema: new GraphQLSchema({ ...schema.toConfig(), subscription, assumeValid: true }) };
    expect(() => fused({ ...fixture, subgraphs: fixture.subgraphs.map((each) => (each === points ? subscribing : each)) })).toThrow("points defines subscriptions");
  });
});

describe("each subgraph sees its own", () => {
  it.each(ways)("%s: context, made once for a request and only when the request reaches it", async (_, compileAtSight) => {
    const fixture = fixtureGraph();
    const opened: string[] = [];
    const subgraphs = fixture.subgraphs.map((subgraph) => ({
      ...subgraph,
      context: (request: Parameters<typeof subgraph.context>[0]) => {
        opened.push(subgraph.name as string);
        return subgraph.context(request);
      },
    }));
    for (const { name, schema } of subgraphs) {
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isObjectType(type) || type.name.startsWith("_")) continue;
        for (const field of Object.values(type.getFields())) {
          const resolve = field.resolve;
          if (!resolve || field.name.startsWith("_")) continue;
          field.resolve = (parent, args, context: SubgraphContext & { subgraph: string }, info) => {
            if (context.subgraph !== name) throw new Error(`${name} was handed the context of ${context.subgraph}`);
            return resolve(parent, args, context, info);
          };
        }
      }
    }
    const graph = fused({ ...fixture, subgraphs }, { execution: { compileAtSight } });
    const answer = await told(graph, "{ volunteers { name friend { stars } site { parent { name } activities { leader { friend { name } } } } } }");
    expect(answer.errors).toEqual([]);
    expect(opened.sort()).toEqual(["activity", "org", "volunteer"]);
  });

  it.each(ways)("%s: reference where it made one, and a bare key where it did not", async (_, compileAtSight) => {
    const graph = fused(fixtureGraph(), { execution: { compileAtSight } });
    const answer = await told(graph, "{ activities { site { mark name } } sites(first: 1) { nodes { mark volunteerCount } } volunteers(first: 1) { site { mark volunteerCount name } } }");
    expect(answer.errors).toEqual([]);
    const { activities, sites, volunteers } = answer.data as any;
    expect(activities[0].site).toEqual({ mark: "seen by activity", name: "站 0" });
    expect(sites.nodes[0]).toEqual({ mark: null, volunteerCount: 1 });
    expect(volunteers[0].site).toEqual({ mark: null, volunteerCount: 1, name: "站 0" });
  });

  it.each(ways)("%s: what a resolver returned is never changed", async (_, compileAtSight) => {
    const fixture = fixtureGraph();
    const resolve = fieldOf(part(fixture, "activity"), "Activity", "site").resolve!;
    const returned: { reference: object; copy: object }[] = [];
    fieldOf(part(fixture, "activity"), "Activity", "site").resolve = (...all) => {
      const reference = Object.freeze(resolve(...all)) as object | null;
      if (reference) returned.push({ reference, copy: { ...reference } });
      return reference;
    };
    const answer = await told(fused(fixture, { execution: { compileAtSight } }), "{ activities { site { id mark name } } }");
    expect(answer.errors).toEqual([]);
    expect(returned.length).toBeGreaterThan(0);
    for (const { reference, copy } of returned) expect(reference).toEqual(copy);
  });
});

describe("references", () => {
  it.each(ways)("%s: an owner is asked once for a level, each entity once, and not at all when nobody wants its fields", async (_, compileAtSight) => {
    const fixture = fixtureGraph();
    const graph = fused(fixture, { execution: { compileAtSight } });
    await told(graph, "{ volunteers(first: 5) { site { name nickname } home { name } places { level } } activities { leader { id activities { title } } } }");
    expect(fixture.world.reads).toEqual(["PracticeSite 6"]);
  });

  it.each(ways)("%s: what is no id of the type is nothing, to the owner and to everybody else", async (_, compileAtSight) => {
    const fixture = fixtureGraph();
    fieldOf(part(fixture, "volunteer"), "Volunteer", "site").resolve = () => ({ __typename: "PracticeSite", id: "1abc" });
    const answer = await told(fused(fixture, { execution: { compileAtSight } }), "{ volunteers(first: 1) { a: site { id nickname activities { title } pointsGiven } b: site { name } } }");
    expect(answer).toEqual({ data: { volunteers: [{ a: { id: "1abc", nickname: null, activities: null, pointsGiven: null }, b: null }] }, errors: [] });
    expect(fixture.world.reads).toEqual([]);
  });
});

it.each(ways)("%s: after every root field of a mutation all that was read is forgotten", async (_, compileAtSight) => {
  const fixture = fixtureGraph();
  const site = [...fixture.world.rows.values()][0]!.id;
  const graph = fused(fixture, { execution: { compileAtSight } });
  const answer = await told(graph, `mutation { a: renameSite(input: { id: "${site}", name: "A" }) { reads site { volunteers { site { name } } } } b: renameSite(input: { id: "${site}", name: "B" }) { reads site { volunteers { site { name } } } } }`);
  const named = (name: string) => ({ reads: 0, site: { volunteers: [{ site: { name } }] } });
  expect(answer).toEqual({ data: { a: named("A"), b: named("B") }, errors: [] });
});

it("what an executor cannot do becomes a coded error without a word from inside", async () => {
  const fixture = fixtureGraph();
  fixture.world.failing.add([...fixture.world.rows.values()][0]!.id);
  const graph = fused(fixture);
  const { errors } = await answerOf(graph, "{ volunteers { site { nickname } } }", { caller: callerWith({ subject: "anna" }) });
  expect(errors!.map((error) => [error.path?.join("."), error.extensions["code"]])).toEqual([["volunteers.0.site.nickname", undefined]]);
  expect((await graph.execute({ document: parse("subscription { x }"), context: graph.context({} as never) })).errors![0]!.extensions["code"]).toBe("OPERATION_NOT_SUPPORTED");
});

it("tells which of its databases answer, and closes them", async () => {
  const fixture = fixtureGraph();
  const closed: string[] = [];
  const subgraphs = fixture.subgraphs.map((subgraph) => ({
    ...subgraph,
    database: { ping: () => (subgraph.name === "points" ? Promise.reject(new Error("gone")) : Promise.resolve()) },
    close: async () => void closed.push(subgraph.name as string),
  }));
  const graph = fused({ ...fixture, subgraphs });
  expect(await graph.health()).toEqual({ org: "up", volunteer: "up", activity: "up", points: "down" });
  await graph.close();
  expect(closed.sort()).toEqual(["activity", "org", "points", "volunteer"]);
});
