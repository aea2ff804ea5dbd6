import { openEdge, type Answer, type TestEdge } from "./testing/edge";

let edge: TestEdge;
beforeAll(async () => {
  edge = await openEdge({ bodyLimitBytes: 200_000 });
  const execute = edge.graph.execute.bind(edge.graph);
  edge.graph.execute = (operation) => (executed++, execute(operation));
});

/** Operations that reached the graph. */
let executed = 0;
beforeEach(() => (executed = 0));

const nested = (levels: number, inner = "id") => `{ site(id: "a") ${"{ parent ".repeat(levels)}{ ${inner} }${" }".repeat(levels)} }`;
const accepts = ["application/json", "application/graphql-response+json", "*/*", "text/html", "image/png"];

async function refusedEverywhere(query: string, code: string) {
  const answers: Answer[] = [];
  for (const accept of accepts) answers.push(await edge.post(query, undefined, { accept }));
  expect(answers.map((answer) => [answer.status, answer.code])).toEqual(accepts.map(() => [400, code]));
  expect(executed).toBe(0);
}

describe("what is too large is refused with 400 and its code before anything runs, whatever the client accepts", () => {
  it("levels", () => refusedEverywhere(nested(40), "DEPTH_LIMIT"));
  it("levels hidden in fragments", () => refusedEverywhere(`{ site(id: "a") { ...a } } ${chain("parent")}`, "DEPTH_LIMIT"));
  it("levels of a literal value", () => refusedEverywhere(`{ search(filter: ${"{or:[".repeat(100)}${"]}".repeat(100)}) }`, "DEPTH_LIMIT"));
  it("aliases", () => refusedEverywhere(`{ ${Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(" ")} }`, "ALIAS_LIMIT"));
  it("aliases multiplied by fragments", () => refusedEverywhere(`{ a: site(id: "a") { ...f } b: site(id: "b") { ...f } } fragment f on Site { ${aliases(15)} }`, "ALIAS_LIMIT"));
  it("tokens", () => refusedEverywhere(`{ ${"__typename ".repeat(1_500)} }`, "TOKEN_LIMIT"));
  it("directives", () => refusedEverywhere(`{ ${"__typename @include(if: true) ".repeat(51)} }`, "DIRECTIVE_LIMIT"));
  it("the same directive over and over", () => refusedEverywhere(`{ __typename ${"@aaa".repeat(51)} }`, "DIRECTIVE_LIMIT"));
  it("directives on the operation and its variables", () => refusedEverywhere(`query Q($a: Int ${"@a ".repeat(30)}) ${"@b ".repeat(30)} { __typename }`, "DIRECTIVE_LIMIT"));
  it("a fragment that comes back to itself", () => refusedEverywhere(`{ site(id: "a") { ...a } } fragment a on Site { parent { ...b } } fragment b on Site { parent { ...a } }`, "DEPTH_LIMIT"));
  it("a circular fragment that nothing uses", () => refusedEverywhere("{ __typename } fragment a on Site { ...a }", "DEPTH_LIMIT"));
  it("introspection that goes round in circles", () => refusedEverywhere("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "DEPTH_LIMIT"));
  it("introspection that goes round through fragments", () =>
    refusedEverywhere("{ __type(name: \"Site\") { ...a } } fragment a on __Type { fields { type { ...b } } } fragment b on __Type { interfaces { possibleTypes { name } } }", "DEPTH_LIMIT"));
  it("a page beyond any cost", () => refusedEverywhere("{ sites(first: 1000000) { nodes { id } } }", "COST_LIMIT"));
});

it("fragments that double each other twenty times over cost nothing to refuse", async () => {
  const levels = Array.from({ length: 20 }, (_, index) => `fragment f${index} on Site { parent { ...f${index + 1} } children { nodes { ...f${index + 1} } } }`);
  const answer = await edge.post(`{ site(id: "a") { ...f0 } } ${levels.join(" ")} fragment f20 on Site { id }`, undefined, {});
  expect([answer.status, answer.code]).toEqual([400, "DEPTH_LIMIT"]);
  const flat = Array.from({ length: 20 }, (_, index) => `fragment f${index} on Site { ...f${index + 1} ... on Site { ...f${index + 1} } }`);
  const bomb = await edge.post(`{ site(id: "a") { ...f0 } } ${flat.join(" ")} fragment f20 on Site { id }`);
  expect([bomb.status, bomb.code]).toEqual([400, "TOKEN_LIMIT"]);
  expect(executed).toBe(0);
});

it.each([
  ["one field again and again", `{ ${"__typename ".repeat(1_400)} }`],
  ["one field with arguments again and again", `{ ${'site(id: "a") { id } '.repeat(200)} }`],
  ["many fragments spread side by side", `{ site(id: "a") { ${names(140, "...f")} } } ${names(140, "fragment f", " on Site { id }")}`],
  ["overlapping fragments that each spread the next", `{ site(id: "a") { ...f0 ...f1 } } ${links(120)} fragment f120 on Site { id }`],
  ["unknown fields that each want a suggestion", `{ ${names(1_400, "sitess")} }`],
  ["a name as long as the body", `{ ${"a".repeat(150_000)} }`],
  ["a comment as long as the body", `{ __typename } # ${"a".repeat(150_000)}`],
  ["nothing but opening braces", "{a".repeat(740)],
  ["nothing but opening brackets", `{ search(filter: ${"[".repeat(1_400)}`],
])("a document at the edge of the limits is answered, not choked on: %s", async (_, query) => {
  const answers: Answer[] = [];
  // Never the same text twice: what was valid once is remembered.
  for (const attempt of [1, 2, 3]) answers.push(await edge.post(`${query} # ${attempt}`));
  expect(answers.every(({ status }) => status < 500)).toBe(true);
});

it("variables nested ten thousand levels deep are refused", async () => {
  const body = `{"query":"query Q($filter: Filter) { search(filter: $filter) }","variables":{"filter":${'{"or":['.repeat(10_000)}${"]}".repeat(10_000)}}}`;
  const answer = await edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body });
  expect([answer.status, answer.code]).toEqual([400, "DEPTH_LIMIT"]);
  expect(executed).toBe(0);
});

it("a body of several operations is refused", async () => {
  const answer = await edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: '[{"query":"{ __typename }"},{"query":"{ __typename }"}]' });
  expect([answer.status, answer.code]).toEqual([400, "BATCH_LIMIT"]);
});

it("a body past the limit is refused, whether it tells its length or not", async () => {
  const large = JSON.stringify({ query: "{ __typename }", variables: { text: "a".repeat(300_000) } });
  const known = await edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: large });
  const unknown = await edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: new Blob([large]).stream(), duplex: "half" });
  expect([known.status, known.code, unknown.status, unknown.code]).toEqual([413, "BODY_LIMIT", 413, "BODY_LIMIT"]);
});

it("a URL past what headers may hold is refused with a code", async () => {
  const answer: Answer = await edge.send(`/graphql?query=${encodeURIComponent(`{ __typename } # ${"a".repeat(20_000)}`)}`);
  expect([answer.status, answer.code]).toEqual([431, "BODY_LIMIT"]);
});

it("the limits say in the message what they are, in Chinese or English", async () => {
  const [chinese, english] = [await edge.post(nested(40)), await edge.post(nested(40), undefined, { "accept-language": "en-GB,en;q=0.9" })];
  expect([chinese.body.errors[0].message, english.body.errors[0].message]).toEqual(["查询嵌套过深：最多 25 层。", "The document is nested too deeply: at most 25 levels."]);
});

it("others do not notice: while refusals rain, an ordinary query is answered", async () => {
  const rain = Array.from({ length: 50 }, (_, index) => edge.post(`{ ${"__typename ".repeat(1_400)} a${index} }`));
  const answer = await edge.post('{ site(id: "a") { name } }');
  expect(answer.body.data).toEqual({ site: { name: "站点 a" } });
  await Promise.all(rain);
});

it("what a front end really sends passes: eight connections deep, and the introspection of the explorer", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const deepest = `{ sites(first: 1) { nodes ${"{ children(first: 1) { nodes ".repeat(8)}{ name }${" } }".repeat(8)} } }`;
  expect((await edge.post(deepest)).body.errors).toBeUndefined();
  expect((await edge.post(getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, directiveIsRepeatable: true, oneOf: true }))).body.errors).toBeUndefined();
});

function chain(field: string): string {
  const links = "abcdefghijklmnopqrstuvwxyz".split("");
  return `${links.slice(0, -1).map((name, index) => `fragment ${name} on Site { ${field} { ...${links[index + 1]} } }`).join(" ")} fragment z on Site { id }`;
}

function aliases(count: number): string {
  return names(count, "x", ": id");
}

function names(count: number, before: string, after = ""): string {
  return Array.from({ length: count }, (_, index) => `${before}${index}${after}`).join(" ");
}

function links(count: number): string {
  return Array.from({ length: count }, (_, index) => `fragment f${index} on Site { id ...f${index + 1} }`).join(" ");
}
