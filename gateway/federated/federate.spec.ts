import { parse } from "graphql";
import { DateTimeScalar } from "../../kernel/scalars/scalars";
import { callerWith } from "../../kernel/auth/caller";
import { answerOf, composedFixture, openFixtureTwins, told, type Asking, type FixtureTwins } from "../testing/fixture-twins";
import type { FixtureWorld, Row } from "../testing/fixture-world";
import { fixtureGraph } from "../testing/fixture-graph";
import { federate } from "./federate";

let twins: FixtureTwins;
beforeAll(async () => {
  twins = await openFixtureTwins();
}, 30_000);
afterAll(() => twins?.close());

const rowsOf = (typename: string, world: FixtureWorld = twins.fused.world): Row[] => [...world.rows.values()].filter((row) => row.__typename === typename);
const received = () => Object.values(twins.federated.servers).flatMap((server) => server.received.splice(0).map((request) => ({ ...request, subgraph: server.name })));

async function expectAlike(source: string, asking?: Asking) {
  const { interpreted, compiled, federated } = await twins.ask(source, asking);
  expect({ source, ...federated }).toEqual({ source, ...interpreted });
  expect({ source, ...compiled }).toEqual({ source, ...interpreted });
  return interpreted;
}

/** What a front end might write, and what nobody would. */
const queries: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ["four subgraphs deep", "{ volunteers(first: 2) { name site { id name activities { title leader { account { balance owner { name } } } } } balance } }"],
  ["a type whose every field is somebody else's", "{ volunteers { site { volunteerCount pointsGiven(atLeast: \"9.50\") happenings { __typename title } } } }"],
  ["the reference of one subgraph among the fields of another", "{ activities { site { mark name volunteerCount } } }"],
  ["a union over types of three subgraphs", "{ activities { subject { __typename ... on PracticeSite { name mark } ... on Volunteer { name balance } ... on Fair { title stalls } } } }"],
  ["an interface, and fragments on it and beneath it", "{ happenings { title ...S ... on Fair { stalls site { nickname } } } } fragment S on Happening { site { name } ... on Activity { kind } }"],
  ["the Node of a change", "{ changes(first: 9) { sequence node { id __typename ...N } } activities { change { node { ...N } } } } fragment N on Node { ... on PracticeSite { name } ... on Volunteer { name site { name } } ... on Activity { title } }"],
  ["node and nodes", 'query ($id: ID!) { node(id: $id) { id ... on PracticeSite { name volunteerCount } } nodes(ids: [$id, "x", "site_00000000000000000000000000", $id, "vol_x"]) { __typename id ... on PracticeSite { name } } }'],
  ["lists within lists, and lists that lose items", "{ volunteers(first: 5) { matrix { name } places { id name } } }"],
  ["aliases for one field with other arguments", "{ a: sites(first: 2) { nodes { name x: shout(times: 2) y: shout(suffix: \"?\") } } b: sites(first: 1, filter: { level: POST }) { nodes { name } totalCount } }"],
  ["aliases that look like keys", "{ volunteers(first: 2) { id: name __typename: stars site { id: name __typename: nickname own: id type: __typename } } }"],
  ["connections", "{ sites(first: 4) { edges { cursor node { name children(first: 1) { edges { node { name parent { name } root { name } } } pageInfo { hasNextPage endCursor } totalCount } } } } }"],
  ["@skip and @include", "query ($yes: Boolean!) { sites @skip(if: $yes) { totalCount } volunteers { name @include(if: $yes) friend { ...F @skip(if: $yes) ...G @include(if: $yes) } } } fragment F on Volunteer { stars } fragment G on Volunteer { registeredAt activities { kind title site { name } } }", { yes: true }],
  ["input objects, defaults, nulls and absence", 'query ($f: SiteFilter!, $l: Level, $n: [String!]) { a: echoSite(filter: $f) b: echoSite(filter: { level: $l, named: $n, or: [{ openedAfter: "2026-01-01T08:00:00+08:00" }] }) c: echoSite(filter: { level: null }) }', { f: { named: "站 1", or: { level: null } }, n: null }],
  ["enums and lists of them", "query ($k: [Kind!]) { activities(kinds: $k) { kind site { activities(kinds: READING) { kind } } } }", { k: "SPORT" }],
  ["errors in lists, and nulls that rise", "{ sites { nodes { fragile } } b: sites(filter: { level: CENTER }) { nodes { name fragile contacts { ... on Mailbox { fragile } ... on Telephone { number site { name fragile } } } } } }"],
  ["refused fields", "{ sites { nodes { name phone } } volunteers { site { phone } } }"],
  ["the viewer, and what the graph says of itself", '{ __typename viewer { subject roles language volunteer { name site { name } } sites { name activities { title } } mutations } errorCodes { code chinese } __schema { queryType { name } } t: __type(name: "PracticeSite") { fields { name type { kind } } } }'],
  ["the same entity by many ways", "{ volunteers { home { name } site { name nickname } places { nickname } friend { home { name } } } activities { site { name } leader { home { name } } } }"],
];

const anna = () => callerWith({ subject: "anna", roles: ["VOLUNTEER", "SITE_OFFICER"], volunteerId: rowsOf("Volunteer")[1]!.id, siteIds: rowsOf("PracticeSite").slice(0, 2).map(({ id }) => id) });
const variablesOf = (variables: Record<string, unknown> = {}) => ({ id: rowsOf("PracticeSite")[0]!.id, ...variables });

describe("federated answers like fused", () => {
  it.each(queries.map(([title, source, variables = {}]) => [title, source, variables] as const))("%s", async (_, source, variables) => {
    const { data } = await expectAlike(source, { variables: source.includes("$id") ? variablesOf(variables) : variables, caller: anna() });
    expect(data).not.toBeNull();
  });

  it.each(["PracticeSite", "Volunteer", "Activity", "Fair", "Account"].flatMap((typename) => [[typename, "missing"], [typename, "failing"]] as const))(
    "also when a %s is %s",
    async (typename, trouble) => {
      const victims = rowsOf(typename).slice(0, 2).map(({ id }) => id);
      twins.both((world) => victims.forEach((id) => world[trouble].add(id)));
      try {
        for (const [, source, variables] of queries) await expectAlike(source, { variables: source.includes("$id") ? variablesOf(variables) : variables, caller: anna() });
      } finally {
        twins.both((world) => victims.forEach((id) => world[trouble].delete(id)));
      }
    },
    60_000,
  );

  it("also when a reference is no id at all", async () => {
    const [, broken] = rowsOf("Volunteer");
    const undo: (() => void)[] = [];
    twins.both((world) => {
      const row = world.rows.get(broken!.id)!;
      const { siteId } = row;
      row["siteId"] = "1abc";
      undo.push(() => (row["siteId"] = siteId));
    });
    await expectAlike("{ volunteers { site { id volunteerCount pointsGiven activities { title } nickname } other: site { name } } }");
    undo.forEach((restore) => restore());
  });

  it("mutations take effect one after the other, and each answer shows the world after its own", async () => {
    const [site, other] = rowsOf("PracticeSite").map(({ id }) => id);
    const [volunteer] = rowsOf("Volunteer").map(({ id }) => id);
    const shown = "{ reads site { name volunteers { name site { name } } } }";
    for (const source of [
      `mutation { a: renameSite(input: { id: "${site}", name: "A" }) ${shown} b: renameSite(input: { id: "${site}", name: "B" }) ${shown} }`,
      `mutation { moveVolunteer(id: "${volunteer}", siteId: "${other}") { volunteer { name site { name } } site { volunteers { name } } } fail(code: "FORBIDDEN") __typename renameSite(input: { id: "${other}", name: "C" }) ${shown} }`,
      `mutation { a: fail b: renameSite(input: { id: "nope", name: "D" }) { site { name } } c: moveVolunteer(id: "${volunteer}", siteId: "${site}") { volunteer { home { name } site { name nickname } } } }`,
    ]) {
      for (const world of [twins.fused.world, twins.federated.world]) world.reads.length = 0;
      const document = source.replaceAll("\n", " ");
      const fused = await told(twins.fused.graph, document);
      expect({ source, ...(await told(twins.federated.graph, document)) }).toEqual({ source, ...fused });
    }
  });

  it("variables that do not fit are refused before anything is sent", async () => {
    received();
    for (const variables of [{ f: { level: "SIDEWAYS" } }, { f: { openedAfter: "yesterday" } }, { f: null }, {}]) {
      const { data, errors } = await expectAlike("query ($f: SiteFilter!) { echoSite(filter: $f) }", { variables });
      expect([data, errors]).toEqual([null, ["BAD_USER_INPUT "]]);
    }
    expect(received()).toEqual([]);
  });
});

describe("what is asked of the subgraphs", () => {
  it("one request for a level to each subgraph, each entity once, and nothing that nobody wants", async () => {
    await told(twins.federated.graph, "{ volunteers(first: 5) { name site { name } home { name } places { level } balance } }");
    const asked = received();
    expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(["org", "points", "volunteer"]);
    await told(twins.federated.graph, "{ volunteers(first: 5) { site { id } } }");
    expect(received().map(({ subgraph }) => subgraph)).toEqual(["volunteer"]);
  });

  it("caller, language, request id and awaited events travel with every request", async () => {
    const { graph } = twins.federated;
    const context = graph.context({ caller: anna(), language: "en", requestId: "r-7", after: ["evt_1", "evt_2"] });
    await graph.execute({ document: parse("{ volunteers(first: 1) { site { name } } viewer { volunteer { id } } }"), context });
    const asked = received();
    expect(asked).toHaveLength(3);
    for (const { headers } of asked) {
      expect(headers).toMatchObject({ "accept-language": "en", "x-request-id": "r-7", "graph-after": "evt_1,evt_2" });
      expect(JSON.parse(String(headers["x-fixture-caller"]))).toMatchObject({ subject: "anna" });
    }
  });

  it("introspection asks nobody, and describes the public schema", async () => {
    const { data } = await told(twins.federated.graph, '{ __schema { mutationType { name } } __type(name: "Volunteer") { fields { name type { kind } } } }');
    expect((data as any).__type.fields).toContainEqual({ name: "name", type: { kind: "NON_NULL" } });
    expect(received()).toEqual([]);
  });
});

it("an outage names no address", async () => {
  const { org } = twins.federated.servers;
  org!.mood = "dead";
  const { data, errors } = await answerOf(twins.federated.graph, "{ volunteers(first: 2) { name site { name } balance } site(id: \"x\") { name } }");
  org!.mood = "well";
  expect(JSON.parse(JSON.stringify(data))).toMatchObject({ volunteers: [{ name: "志愿者 0", site: null, balance: "0.00" }, { site: null }], site: null });
  expect(errors!.map(({ path, extensions }) => [path!.join("."), extensions["code"]])).toEqual([
    ["site", "SUBGRAPH_UNAVAILABLE"],
    ["volunteers.0.site.name", "SUBGRAPH_UNAVAILABLE"],
    ["volunteers.1.site.name", "SUBGRAPH_UNAVAILABLE"],
  ]);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|:\d{4}/);
});

it("a scalar that nobody here can read keeps the gateway from starting", () => {
  const { apiSdl, supergraphSdl, nodeSubgraph } = composedFixture(fixtureGraph());
  const sign = () => Promise.resolve({});
  expect(() => federate({ apiSdl, supergraphSdl, nodeSubgraph, endpoints: {}, sign, scalars: [DateTimeScalar] })).toThrow("nobody here can read the scalar Points");
});
