import fc from "fast-check";
import { parse, validate, type ExecutionResult } from "graphql";
import { actualCost, requestedCost } from "./cost";
import { planCost } from "./cost-plan";
import { openEdge } from "../testing/edge";
import { siteGraph } from "../testing/site-graph";

const graph = siteGraph();

async function costOf(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(graph.schema, document)).toEqual([]);
  const operation = document.definitions.find((definition) => definition.kind === "OperationDefinition")!;
  const plan = planCost(graph.schema, document, operation);
  const result: ExecutionResult = await graph.execute({ document, variables, context: {} });
  return { requested: requestedCost(plan, variables), actual: actualCost(plan, result.data), result };
}

describe("an operation costs the objects that its answer can hold", () => {
  it.each([
    ["scalars are free, but nothing is for nothing", "{ __typename whoami }", 1],
    ["an object counts one", '{ site(id: "a") { name parent { name } } }', 2],
    ["a connection counts one and each of its nodes one", "{ sites(first: 10) { nodes { id } totalCount } }", 11],
    ["edges and pageInfo are free", "{ sites(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } } }", 11],
    ["connections multiply", "{ sites(first: 10) { nodes { children(last: 5) { nodes { parent { id } } } } } }", 1 + 10 * (1 + 1 + 5 * 2)],
    ["a page not asked for is twenty", "{ sites { nodes { id } } }", 21],
    ["or what the schema says", "{ page { nodes { id } } }", 6],
    ["the same field twice counts once", '{ site(id: "a") { parent { id } } ...f } fragment f on Query { site(id: "a") { parent { name } } }', 2],
    ["under two names it counts twice", '{ a: site(id: "a") { id } b: site(id: "b") { id } }', 2],
    ["a list counts as many as it was asked with", '{ nodes(ids: ["a", "b", "c"]) { id ... on Site { parent { id } } } }', 6],
    ["or ten when nothing tells", '{ site(id: "a") { tags { name } } }', 11],
    ["a mutation costs ten more", 'mutation { renameSite(input: { id: "a", name: "b" }) { site { id } } }', 12],
    ["reading the schema costs a thousand", "{ __schema { queryType { name } } }", 1_000],
  ])("%s", async (_, query, requested) => {
    expect((await costOf(query)).requested).toBe(requested);
  });

  it("variables count like literals, with their defaults, and null is no number", async () => {
    const query = "query Q($first: Int = 7) { sites(first: $first) { nodes { id } } }";
    expect((await costOf(query, { first: 3 })).requested).toBe(4);
    expect((await costOf(query)).requested).toBe(8);
    expect((await costOf(query, { first: null })).requested).toBe(8);
    expect((await costOf("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: ["a", "b"] })).requested).toBe(2);
  });

  it("whichever of first and last is larger counts", async () => {
    expect((await costOf("{ sites(first: 3, last: 8) { nodes { id } } }")).requested).toBe(9);
  });
});

it("doubling first grows the cost", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), async (outer, inner) => {
      const query = "query Q($outer: Int, $inner: Int) { sites(first: $outer) { nodes { children(first: $inner) { nodes { id } } } } }";
      const cost = async (variables: Record<string, unknown>) => (await costOf(query, variables)).requested;
      const plain = await cost({ outer, inner });
      expect(await cost({ outer: outer * 2, inner })).toBeGreaterThan(plain);
      expect(await cost({ outer, inner: inner * 2 })).toBeGreaterThan(plain);
    }),
    { numRuns: 20 },
  ));

it("what the answer held is counted, and is never more than was requested", async () => {
  expect(await costOf("{ sites(first: 2) { nodes { children(first: 10) { nodes { id } } } } }")).toMatchObject({ requested: 1 + 2 * 12, actual: 1 + 2 * (1 + 1 + 3) });
  expect(await costOf("{ sites(first: 2) { edges { node { tags { name } } } } }")).toMatchObject({ requested: 1 + 2 * 11, actual: 1 + 2 * 3 });
  expect(await costOf("{ __schema { queryType { name } } }")).toMatchObject({ requested: 1_000, actual: 1_000 });
});

const fields = fc.letrec<{ site: string }>((tie) => ({
  site: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("id", "name"),
        fc.constant("tags { name }"),
        tie("site").map((inner) => `parent ${inner}`),
        tie("site").map((inner) => `... on Site ${inner}`),
        tie("site").map((inner) => `children(first: 4) { nodes ${inner} }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => `{ ${parts.join(" ")} }`),
}));

/** Counted the slow way: every object below the root that is no edge. */
function objectsIn(value: unknown, key: string): number {
  if (Array.isArray(value)) return value.reduce((count: number, item) => count + objectsIn(item, key), 0);
  if (typeof value !== "object" || value === null) return 0;
  const below = Object.entries(value).reduce((count, [name, part]) => count + objectsIn(part, name), 0);
  return below + (key === "edges" || key === "data" ? 0 : 1);
}

it("any answer costs the objects in it, and at most what was requested", () =>
  fc.assert(
    fc.asyncProperty(fields.site, async (selection) => {
      const query = `{ sites(first: 3) { edges { node ${selection} } } }`;
      const { requested, actual, result } = await costOf(query);
      expect(result.errors).toBeUndefined();
      expect(actual).toBeLessThanOrEqual(requested);
      expect(actual).toBe(objectsIn(result.data, "data"));
    }),
    { numRuns: 60 },
  ));

describe("at the edge", () => {
  it("every answer says what it cost and what is left", async () => {
    const edge = await openEdge();
    const answer = await edge.post("{ sites(first: 10) { nodes { children(first: 10) { nodes { id } } } } }");
    expect(answer.body.extensions.cost).toEqual({ requested: 121, actual: 51, throttle: { available: 200_000 - 51, restoreRate: 10_000 } });
    for (const query of ["{ unknown }", "{", "{ sites(first: 1000000) { nodes { id } } }"]) {
      expect((await edge.post(query)).body.extensions.cost).toMatchObject({ requested: expect.any(Number), throttle: { available: expect.any(Number) } });
    }
  });

  it("an operation beyond the ceiling is refused and told its cost", async () => {
    const edge = await openEdge({ cost: { ceiling: 100 } });
    const answer = await edge.post("query Q($first: Int) { sites(first: $first) { nodes { id } } }", { first: 100 }, { "accept-language": "en" });
    expect([answer.status, answer.code, answer.body.errors[0].message]).toEqual([400, "COST_LIMIT", "The operation costs 101, more than 100; ask for fewer items or levels."]);
    expect(answer.body.extensions.cost.requested).toBe(101);
  });

  it("a caller out of budget gets 429 and is told when to come back; another caller does not notice", async () => {
    const edge = await openEdge({ cost: { budget: 100, restoreRate: 10 } });
    const dear = "{ sites(first: 89) { nodes { id } } }";
    const anna = { authorization: "Bearer anna" };
    expect((await edge.post(dear, undefined, anna)).status).toBe(200);
    const refused = await edge.post(dear, undefined, anna);
    expect([refused.status, refused.code, refused.headers.get("retry-after")]).toEqual([429, "THROTTLED", "8"]);
    expect((await edge.post(dear, undefined, { authorization: "Bearer bert" })).status).toBe(200);
    edge.clock.advance(8_000);
    expect((await edge.post(dear, undefined, anna)).status).toBe(200);
  });

  it("what an answer did not hold is given back", async () => {
    const edge = await openEdge({ cost: { budget: 1_000, restoreRate: 1 } });
    const { body } = await edge.post("{ sites(first: 1) { nodes { children(first: 500) { nodes { id } } } } }");
    expect(body.extensions.cost).toMatchObject({ requested: 503, actual: 6, throttle: { available: 994 } });
  });

  it("garbage costs its sender as well", async () => {
    const edge = await openEdge({ cost: { budget: 3, restoreRate: 1 } });
    const statuses = [];
    for (let time = 0; time < 4; time++) statuses.push((await edge.post(`{ nothing${time} }`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
