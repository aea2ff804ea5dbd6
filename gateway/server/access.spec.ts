import { openEdge, type TestEdge } from "./testing/edge";

let edge: TestEdge;
beforeAll(async () => {
  edge = await openEdge({ corsOrigins: ["https://front.example"] });
});

const get = (query: string, headers: Record<string, string> = {}) => edge.send(`/graphql?query=${encodeURIComponent(query)}`, { headers });

describe("who calls", () => {
  it("without a token nobody, with one its subject", async () => {
    expect((await edge.post("{ whoami }")).body.data).toEqual({ whoami: null });
    expect((await edge.post("{ whoami }", undefined, { authorization: "Bearer anna" })).body.data).toEqual({ whoami: "anna" });
  });

  it("a token that does not hold is 401 in the form of GraphQL", async () => {
    const answer = await edge.post("{ whoami }", undefined, { authorization: "Bearer stolen" });
    expect([answer.status, answer.code, answer.headers.get("www-authenticate")]).toEqual([401, "UNAUTHENTICATED", "Bearer"]);
  });

  it("an error in one field is no refusal of the request", async () => {
    expect(await edge.post("{ forbidden }")).toMatchObject({ status: 200, code: "FORBIDDEN", body: { data: { forbidden: null } } });
  });

  it("the events that the answer must show reach the graph, and the events that a mutation wrote reach the caller", async () => {
    const read = await edge.post("{ awaited }", undefined, { "graph-after": "event_1, event_2" });
    expect(read.body.data).toEqual({ awaited: ["event_1", "event_2"] });
    const written = await edge.post('mutation { renameSite(input: { id: "a", name: "b" }) { site { name } } }');
    expect(written.body.extensions).toMatchObject({ written: ["event_1"], cost: { requested: 12 } });
  });
});

describe("reading the schema", () => {
  it("is open where the setting says so", async () => {
    expect((await edge.post("{ __schema { queryType { name } } }")).status).toBe(200);
    const file = await edge.send("/schema.graphql");
    expect([file.status, file.text]).toEqual([200, expect.stringContaining("type Query {")]);
    expect((await edge.send("/schema.graphql", { headers: { "if-none-match": file.headers.get("etag")! } })).status).toBe(304);
  });

  it("elsewhere needs a token, by introspection however it is hidden and by file", async () => {
    const closed = await openEdge({ introspection: "signed-in" });
    const hidden = '{ ...f } fragment f on Query { ... { types: __type(name: "Site") { name } } }';
    for (const query of ["{ __schema { queryType { name } } }", hidden]) {
      expect(await closed.post(query)).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
      expect((await closed.post(query, undefined, { authorization: "Bearer anna" })).status).toBe(200);
    }
    expect((await closed.send("/schema.graphql")).status).toBe(401);
    expect((await closed.send("/schema.graphql", { headers: { authorization: "Bearer anna" } })).status).toBe(200);
    expect((await closed.post("{ __typename }")).status).toBe(200);
  });
});

describe("a page of another origin cannot make a browser send an operation", () => {
  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"])("a POST of %s is refused", async (type) => {
    const answer = await edge.send("/graphql", { method: "POST", headers: { "content-type": type }, body: '{"query":"{ __typename }"}' });
    expect([answer.status, answer.code]).toEqual([415, "CSRF_PREVENTED"]);
  });

  it("a POST that names no type is refused", async () => {
    const answer = await edge.send("/graphql", { method: "POST", body: new Blob(['{"query":"{ __typename }"}']) });
    expect([answer.status, answer.code]).toEqual([415, "CSRF_PREVENTED"]);
  });

  it.each([
    ["embedded in a foreign page", { "sec-fetch-site": "cross-site" }],
    ["from a sibling domain", { "sec-fetch-site": "same-site" }],
    ["fetched by a foreign page", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["fetched by a foreign page in an old browser", { origin: "https://evil.example" }],
    ["from a sandboxed frame", { origin: "null" }],
  ])("a GET %s is refused", async (_, headers) => {
    expect(await get("{ __typename }", headers as never)).toMatchObject({ status: 403, code: "CSRF_PREVENTED" });
  });

  it.each([
    ["a program", {}],
    ["a person who typed the address", { "sec-fetch-site": "none" }],
    ["our own page", { "sec-fetch-site": "same-origin" }],
    ["an allowed front end", { "sec-fetch-site": "cross-site", origin: "https://front.example" }],
    ["whoever passed a preflight", { "sec-fetch-site": "cross-site", "graphql-preflight": "1" }],
  ])("a GET by %s is answered", async (_, headers) => {
    expect((await get("{ __typename }", headers as never)).body.data).toEqual({ __typename: "Query" });
  });

  it("a mutation by GET is refused and told how to be sent", async () => {
    const answer = await get('mutation { renameSite(input: { id: "a", name: "b" }) { site { id } } }');
    expect([answer.status, answer.code, answer.headers.get("allow")]).toEqual([405, "OPERATION_NOT_SUPPORTED", "POST"]);
  });
});

describe("front ends of other origins", () => {
  const preflight = (origin: string) =>
    edge.send("/graphql", { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type" } });

  it("those in the setting may call and read the headers that matter to them", async () => {
    const asked = await preflight("https://front.example");
    expect([asked.status, asked.headers.get("access-control-allow-origin"), asked.headers.get("access-control-allow-headers")]).toEqual([204, "https://front.example", "authorization,content-type"]);
    const answer = await edge.post("{ __typename }", undefined, { origin: "https://front.example" });
    expect(answer.headers.get("access-control-expose-headers")).toBe("x-request-id, retry-after");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("others may not", async () => {
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("a refusal can be read by the front end that caused it", async () => {
    const answer = await edge.post("{ whoami }", undefined, { origin: "https://front.example", authorization: "Bearer stolen" });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([401, "https://front.example"]);
  });

  it("by default nobody may", async () => {
    const closed = await openEdge();
    expect((await closed.post("{ __typename }", undefined, { origin: "https://front.example" })).headers.get("access-control-allow-origin")).toBeNull();
  });
});
