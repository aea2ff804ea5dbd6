import { composedFixture } from "../testing/fixture-twins";
import { fixtureGraph } from "../testing/fixture-graph";
import { compose, CompositionError } from "./compose";
import type { ComposedSubgraph } from "./composition-rules";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"])\n';
const node = "interface Node { id: ID! }\n";
const org = (body = ""): ComposedSubgraph => ({ name: "org", owned: ["Site"], sdl: `${link}${node} type Site implements Node @key(fields: "id") { id: ID! name: String! } type Query { site: Site } ${body}` });
const points = (site: string, body = ""): ComposedSubgraph => ({ name: "points", owned: [], sdl: `${link}${node} type Site @key(fields: "id") { id: ID! ${site} } type Query { best: Site } ${body}` });

function faults(...subgraphs: ComposedSubgraph[]): readonly string[] {
  try {
    compose(subgraphs);
    return [];
  } catch (error) {
    if (error instanceof CompositionError) return error.faults;
    throw error;
  }
}

it("what keeps the rules composes: a supergraph, and an API without a trace of it", () => {
  const { supergraphSdl, apiSdl } = compose([org(), points("balance: Int")]);
  expect(supergraphSdl).toContain("@join__field(graph: POINTS)");
  expect(apiSdl).toContain("balance: Int");
  expect(apiSdl).not.toMatch(/join__|@key|_Any|_Entity|_service/);
});

it.each<[string, ComposedSubgraph[], string]>([
  ["@external and @requires", [org(), points('name: String @external balance: Int @requires(fields: "name")')], "points uses @external"],
  ["@provides", [org(), points("balance: Int", 'type Gift @key(fields: "id") { id: ID! site: Site @provides(fields: "name") }')], "points uses @provides"],
  ["@override", [org(), points('label: String @override(from: "org")')], "points uses @override"],
  ["@interfaceObject", [org(), points("balance: Int", 'type Thing @key(fields: "id") @interfaceObject { id: ID! }')], "points uses @interfaceObject"],
  ["a second key", [{ ...org(), sdl: org().sdl.replace('@key(fields: "id") {', '@key(fields: "id") @key(fields: "name") {') }], 'org: Site has a key that is not "id"'],
  ["a key that is not id", [{ ...org(), sdl: org().sdl.replace('@key(fields: "id")', '@key(fields: "name")') }], 'org: Site has a key that is not "id"'],
  ["a field added to another's type that cannot be null", [org(), points("balance: Int!")], "points: Site.balance must be nullable"],
  ["a root field that cannot be null", [{ ...org(), sdl: org().sdl.replace("site: Site", "site: Site!") }], "org: Query.site must be nullable"],
  ["a field of an entity with two owners", [org(), points("name: String @shareable")], "points: Site.name is @shareable"],
  ["a union spread over subgraphs", [org("union Found = Site"), points("balance: Int", "union Found = Site")], "Found stands in org, points: no union or interface but Node is spread over subgraphs"],
  ["an interface spread over subgraphs", [org("interface Named { name: String }"), points("balance: Int", "interface Named { name: String }")], "Named stands in org, points"],
  ["an enum that differs", [org("enum Level { A B }"), points("level: Level", "enum Level { A }")], "Level differs between org, points"],
  ["a name for two kinds of types", [org("scalar Level"), points("level: Level", "enum Level { A }")], "Level is not the same kind of type in org, points"],
  ["a subscription", [org("type Subscription { changed: Int }")], "org: Subscription must not be"],
  ["an owned type without a key", [{ ...org(), sdl: org().sdl.replace('@key(fields: "id")', "") }], 'org: Site is owned here and needs @key(fields: "id")'],
  ["an owned type that node cannot find", [{ ...org(), sdl: org().sdl.replace("implements Node", "") }], "org: Site is owned here and must implement Node"],
  ["a key without an owner", [{ ...org(), owned: [] }], "org: Site has a key, and no subgraph says it owns it"],
])("%s is refused", (_, subgraphs, fault) => {
  expect(faults(...subgraphs)).toContainEqual(expect.stringContaining(fault));
});

it("descriptions may differ, and all faults are told at once", () => {
  expect(faults(org('"Levels." enum Level { "The first." A }'), points("level: Level", "enum Level { A }"))).toEqual([]);
  expect(faults(org("type Subscription { changed: Int }"), points("balance: Int! name: String @shareable")).length).toBe(3);
});

it("what composition itself refuses is told in the same way", () => {
  expect(faults(org(), points("name: String"))).toHaveLength(1);
});

it("the fixture graph keeps the rules", () => {
  expect(composedFixture(fixtureGraph()).apiSdl).toContain("type PracticeSite implements Node");
});
