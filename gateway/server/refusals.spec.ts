import { openEdge, type TestEdge } from "./testing/edge";
import { secret } from "./testing/site-graph";

let edge: TestEdge;
beforeAll(async () => {
  edge = await openEdge();
});
beforeEach(() => {
  edge.graph.fault = null;
});

const newer = { accept: "application/graphql-response+json" };

it("a document that is not GraphQL is answered as the audit wants, with a code", async () => {
  expect(await edge.post("{", undefined, newer)).toMatchObject({ status: 400, code: "GRAPHQL_PARSE_FAILED" });
  expect(await edge.post("{")).toMatchObject({ status: 200, code: "GRAPHQL_PARSE_FAILED" });
});

it("a document that does not fit the schema is answered as the audit wants, with a code and a place", async () => {
  const answer = await edge.post("{\n  nothing\n}", undefined, newer);
  expect(answer).toMatchObject({ status: 400, code: "GRAPHQL_VALIDATION_FAILED" });
  expect(answer.body.errors[0].locations).toEqual([{ line: 2, column: 3 }]);
});

it("a variable that its type does not allow is a request error: 400 for who accepts the newer media type", async () => {
  const query = "query Q($first: Int) { sites(first: $first) { totalCount } }";
  expect(await edge.post(query, { first: "many" }, newer)).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  expect(await edge.post(query, { first: "many" })).toMatchObject({ status: 200, code: "BAD_USER_INPUT" });
});

it.each([
  ["of fields", "{ site(id: 1) { nam } }", undefined],
  ["of types", "fragment f on Sites { id } { ...f }", undefined],
  ["of arguments", "{ sites(fist: 1) { totalCount } }", undefined],
  ["of input fields in a literal", '{ search(filter: { nam: "a" }) }', undefined],
  ["of input fields in a variable", "query Q($filter: Filter) { search(filter: $filter) }", { filter: { nam: "a" } }],
])("no answer suggests names of the schema: %s", async (_, query, variables) => {
  const answer = await edge.post(query, variables);
  expect(answer.body.errors).toHaveLength(1);
  expect(answer.text).not.toMatch(/did you mean|"name"|children|SiteConnection|"first"/i);
});

it("what breaks inside is a masked code with the request's id, and the log holds neither message nor statement", async () => {
  const answer = await edge.post('{ broken site(id: "a") { name } }', undefined, { "x-request-id": "request-12345" });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ data: { broken: null, site: { name: "站点 a" } }, errors: [{ path: ["broken"], extensions: { code: "INTERNAL" } }] });
  expect(answer.body.errors[0].message).toContain("request-12345");
  expect(answer.text).not.toMatch(/SELECT|13912345678|stack|at .*\.ts/);
  expect(edge.lines.find(({ msg }) => msg === "a field failed")).toMatchObject({ requestId: "request-12345", path: "broken", err: { type: "Error" } });
  expect(JSON.stringify(edge.lines)).not.toContain(secret);
});

it("an execution that throws is a coded error, never 500", async () => {
  edge.graph.fault = new RangeError(secret);
  const answer = await edge.post("{ whoami }", undefined, newer);
  expect(answer).toMatchObject({ status: 200, code: "INTERNAL", body: { data: null } });
  expect(answer.text).not.toContain("SELECT");
});

it("messages come in the language asked for, Chinese when none is", async () => {
  const message = async (language?: string) => (await edge.post("{ forbidden }", undefined, language ? { "accept-language": language } : {})).body.errors[0].message;
  expect([await message(), await message("en"), await message("fr, en;q=0.5, zh;q=0.8")]).toEqual(["您没有此项权限。", "You have no right to this.", "您没有此项权限。"]);
});

it.each([
  ["a body that is no JSON", { body: "{ not" }, 400, "BAD_USER_INPUT"],
  ["an empty body", { body: "" }, 400, "BAD_USER_INPUT"],
  ["a body that names a prototype", { body: '{"query":"{ __typename }","__proto__":{"a":1}}' }, 400, "BAD_USER_INPUT"],
  ["no query", { body: "{}" }, 400, "BAD_USER_INPUT"],
  ["another charset", { body: "{}", headers: { "content-type": "application/json; charset=gbk" } }, 415, "BAD_USER_INPUT"],
  ["an unknown operation", { body: '{"query":"query A { __typename }","operationName":"B"}' }, 200, "BAD_USER_INPUT"],
  ["one of two operations without saying which", { body: '{"query":"query A { __typename } query B { __typename }"}' }, 200, "BAD_USER_INPUT"],
  ["a subscription", { body: '{"query":"subscription { renamed { id } }"}' }, 400, "OPERATION_NOT_SUPPORTED"],
  ["a client that reads no JSON", { body: '{"query":"{ __typename }"}', headers: { "content-type": "application/json", accept: "text/html" } }, 406, "BAD_USER_INPUT"],
  ["a method that carries no operation", { method: "PUT", body: '{"query":"{ __typename }"}' }, 405, "OPERATION_NOT_SUPPORTED"],
  ["Graph-After with what is no event", { body: '{"query":"{ __typename }"}', headers: { "content-type": "application/json", "graph-after": "a b" } }, 400, "BAD_USER_INPUT"],
])("%s has a code", async (_, init, status, code) => {
  const answer = await edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, ...init });
  expect([answer.status, answer.code]).toEqual([status, code]);
  expect(answer.text).not.toContain("stack");
});

it("a client that would rather read the newer media type gets it, by weight", async () => {
  const type = async (accept: string) => (await edge.post("{ __typename }", undefined, { accept })).headers.get("content-type");
  expect(await type("application/json;q=0.5, application/graphql-response+json")).toBe("application/graphql-response+json; charset=utf-8");
  expect(await type("application/graphql-response+json;q=0.5, application/json")).toBe("application/json; charset=utf-8");
  expect(await type("text/html, */*;q=0.1")).toBe("application/json; charset=utf-8");
});
