import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { callerWith } from "../auth/caller";
import { generateSigningKey, publicKeysOf } from "../auth/keys";
import { signatureHeader } from "../auth/signing";
import { administrator, volunteerWho } from "../testing/requests";
import { post, rung, serveBells, type Received, type ServedBells } from "../testing/served-bells";
import { fixedClock } from "../time/time";

const nothing = { status: 401, body: { errors: [{ message: "UNAUTHENTICATED", extensions: { code: "UNAUTHENTICATED", parameters: {} } }] } };

let served: ServedBells;
const replicaUrls = () => served.urls as [string, string];

beforeAll(async () => {
  served = await serveBells(2);
});

afterAll(() => served?.close());

beforeEach(() => {
  rung.length = 0;
});

const documents = ["{ _service { sdl } }", "{ __schema { types { name } } }", "{ __typename }", "{ bell { id } }", 'mutation { ring(what: "forged") }'];
const bodies = documents.map((query) => JSON.stringify({ query }));

describe("a request that does not prove who sends it gets nothing, whatever it asks:", () => {
  const claims = (body: string) => ({ body: createHash("sha256").update(body).digest("base64url"), caller: { sub: "administrator", roles: ["ADMINISTRATOR"] } });
  const publicKey = () => JSON.stringify(publicKeysOf([served.keys.gateway]).keys[0]);
  const unsigned = (header: object) => (body: string) => [Buffer.from(JSON.stringify(header)).toString("base64url"), Buffer.from(JSON.stringify(claims(body))).toString("base64url"), ""].join(".");

  it.each<[string, (body: string) => Promise<string> | string | undefined]>([
    ["unsigned", () => undefined],
    ["an empty signature", () => ""],
    ["a signature that is none", () => "Bearer of news"],
    ["altered", (body) => served.sign(`${body} `)],
    ["stale", (body) => served.sign(body, { clock: fixedClock("2026-03-02T00:59:27.000000Z") })],
    ["from the future", (body) => served.sign(body, { clock: fixedClock("2026-03-02T01:00:33.000000Z") })],
    ["meant for another subgraph", (body) => served.sign(body, { audience: "points" })],
    ["signed by a stranger", (body) => served.sign(body, {}, generateSigningKey("stranger"))],
    ["signed by a stranger in the gateway's name", (body) => served.sign(body, {}, generateSigningKey("gateway"))],
    ["signed without an algorithm", unsigned({ alg: "none", kid: "gateway" })],
    ["signed with the public key as a shared secret", (body) => new SignJWT(claims(body)).setProtectedHeader({ alg: "HS256", kid: "gateway" }).setIssuer("practice-graph").setAudience("activity").setIssuedAt(1772413200).setExpirationTime(1772413230).setJti("1").sign(Buffer.from(publicKey()))],
    ["signed without a name", (body) => served.sign(body, {}, { ...served.keys.gateway, id: undefined as never })],
  ])("%s", async (_, signatureFor) => {
    for (const body of bodies) {
      const signature = await signatureFor(body);
      expect(await post(served.urls[0]!, body, signature === undefined ? {} : { [signatureHeader]: signature })).toMatchObject(nothing);
    }
    expect(rung).toEqual([]);
  });

  it("nor does another method or another address", async () => {
    const address = `${served.urls[0]!}?query=${encodeURIComponent("{ bell { id } }")}`;
    for (const [method, url] of [["GET", address], ["PUT", served.urls[0]!], ["GET", `${served.urls[0]!}graphql`], ["POST", `${served.urls[0]!}graphql`]] as const) {
      const response = await fetch(url, { method, headers: { [signatureHeader]: await served.sign("") } });
      expect([response.status, await response.text()]).toEqual([404, ""]);
    }
  });
});

describe("a mutation", () => {
  const body = JSON.stringify({ query: "mutation ($what: String!) { ring(what: $what) }", variables: { what: "once" } });
  const send = async (url: string, signature: string) => post(url, body, { [signatureHeader]: signature });

  it("that is replayed is refused, by the same replica and by every other", async () => {
    const signature = await served.sign(body);
    const [one, other] = replicaUrls();
    expect((await send(one, signature)).body).toEqual({ data: { ring: 1 } });
    for (const url of [one, other, one]) expect(await send(url, signature)).toMatchObject(nothing);
    expect(rung).toEqual(["once"]);
  });

  it("that arrives many times at once, at both replicas, runs once", async () => {
    const signature = await served.sign(body);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => send(served.urls[index % 2]!, signature)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(15).fill(401)]);
    expect(rung).toEqual(["once"]);
  });

  it("that is sent again signed anew is a request of its own", async () => {
    for (const url of served.urls) expect((await send(url, await served.sign(body))).status).toBe(200);
    expect(rung).toEqual(["once", "once"]);
  });
});

describe("a sibling", () => {
  const feed = "activityChanges(first: 1) { nextCursor }";
  const ask = (given: string | object, caller = administrator) => served.send({ ...(typeof given === "string" ? { query: given } : { body: JSON.stringify(given) }), key: served.keys.sibling, caller });

  it.each([`{ ${feed} }`, `query Pull($first: Int) { activityChanges(first: $first) { changes { id payload } nextCursor hasMore } }`])("reads the change feed: %s", async (query) => {
    expect(await ask(query)).toMatchObject({ status: 200, body: { data: { activityChanges: { nextCursor: expect.any(String) } } } });
  });

  it.each<[string | object]>([
    ["{ bell { id } }"],
    ["{ _service { sdl } }"],
    ['{ _entities(representations: [{ __typename: "Bell", id: "bell_01jd9000000000000000000001" }]) { __typename } }'],
    ["{ __schema { types { name } } }"],
    ["{ __typename }"],
    ["{ pointsChanges(first: 1) { nextCursor } }"],
    [`{ ${feed} bell { id } }`],
    [`{ ${feed} __typename }`],
    ["{ activityChanges: bell { id } }"],
    ["{ activityChanges: _service { sdl } }"],
    [`{ ${feed} ... { bell { id } } }`],
    [`{ ... on Query { ${feed} bell { id } } }`],
    [`{ ${feed} ...Other } fragment Other on Query { bell { id } }`],
    ["{ ...activityChanges } fragment activityChanges on Query { bell { id } }"],
    [`{ one: ${feed} two: ${feed} }`],
    ['mutation { ring(what: "by a sibling") }'],
    ['mutation { activityChanges: ring(what: "by a sibling") }'],
    [`subscription { ${feed} }`],
    [`query Feed { ${feed} } query Bell { bell { id } }`],
    [{ query: `query Feed { ${feed} } query Bell { bell { id } }`, operationName: "Bell" }],
    [{ query: `query Feed { ${feed} } mutation Ring { ring(what: "by a sibling") }`, operationName: "Ring" }],
    [{ query: `query Feed { ${feed} } mutation Ring { ring(what: "by a sibling") }`, operationName: "Feed" }],
    [{ query: `{ ${feed} }`, extensions: { persistedQuery: { version: 1, sha256Hash: createHash("sha256").update("{ bell { id } }").digest("hex") } } }],
  ])("reads nothing else, whoever it says asks: %j", async (given) => {
    const { status, body } = await ask(given);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(Object.keys(body)).toEqual(["errors"]);
    expect(rung).toEqual([]);
  });
});

describe("a request that cannot be read", () => {
  const codeOf = ({ body }: Received) => body?.errors?.[0]?.extensions?.code;

  it.each(["", "not JSON", "null", "1", '"{ bell { id } }"', "{}", "[]", '[{"query":"{ bell { id } }"}]', '{"query":1}', '{"query":"{"}', '{"query":"fragment F on Query { bell { id } }"}', `{"query":${"[".repeat(99)}`])("is refused with a code and no more: %s", async (body) => {
    const refused = await served.send({ body });
    expect([refused.status, codeOf(refused)]).toEqual([400, "BAD_USER_INPUT"]);
    expect(refused.text.length).toBeLessThan(120);
  });

  it("is refused when it is no JSON by its own account, or names an operation that it does not hold", async () => {
    const text = await served.send({ query: "{ bell { id } }", headers: { "content-type": "text/plain" } });
    const unknown = await served.send({ body: JSON.stringify({ query: "query A { bell { id } }", operationName: "B" }) });
    expect([text, unknown].map((answer) => [answer.status, codeOf(answer)])).toEqual([[400, "BAD_USER_INPUT"], [400, "BAD_USER_INPUT"]]);
  });

  it("is refused when it is too large, and the next is answered", async () => {
    const large = await served.send({ query: "{ bell { id } }", variables: { filling: "x".repeat(4 * 1024 * 1024) } });
    expect([large.status, codeOf(large)]).toEqual([413, "BODY_LIMIT"]);
    expect((await served.send({ query: "{ bell { id } }" })).body.data.bell.id).toMatch(/^bell_/);
  });
});

describe("an answer", () => {
  it.each([
    ['{ broken(how: "error") }', [{ message: "INTERNAL", path: ["broken"], extensions: { code: "INTERNAL", parameters: {} } }]],
    ['{ broken(how: "statement") }', [{ message: "INTERNAL", path: ["broken"], extensions: { code: "INTERNAL", parameters: {} } }]],
    ['{ broken(how: "fault") }', [{ message: "COST_LIMIT", path: ["broken"], extensions: { code: "COST_LIMIT", parameters: { requested: 7, limit: 5 } } }]],
    ["{ bel { id } }", [{ message: "GRAPHQL_VALIDATION_FAILED", extensions: { code: "GRAPHQL_VALIDATION_FAILED", parameters: {} } }]],
  ])("says by code and place what went wrong, and nothing of stack, host, statement or values: %s", async (query, errors) => {
    expect((await served.send({ query })).body.errors).toEqual(errors);
  });

  it("of a subgraph that has lost its database says that this part is not available", async () => {
    const doomed = await serveBells();
    try {
      const { body } = await doomed.send({ query: '{ bell { id } broken(how: "database") }' });
      expect(body).toEqual({ data: { bell: { id: expect.any(String) }, broken: null }, errors: [{ message: "SUBGRAPH_UNAVAILABLE", path: ["broken"], extensions: { code: "SUBGRAPH_UNAVAILABLE", parameters: {} } }] });
      const mutation = await doomed.send({ query: 'mutation { ring(what: "unguarded") }' });
      expect([mutation.status, mutation.body.errors[0].extensions.code, rung]).toEqual([503, "SUBGRAPH_UNAVAILABLE", []]);
    } finally {
      await doomed.close();
    }
  });
});

it("the caller for whom the gateway signs is the caller whom resolvers and policies see", async () => {
  const volunteer = volunteerWho("vol_01jd9000000000000000000001");
  const everything = callerWith({ subject: "officer", roles: ["SITE_OFFICER", "MERCHANT"], siteIds: ["site_1", "site_2"], merchantId: "merchant_1" });
  for (const caller of [volunteer, everything]) expect(JSON.parse((await served.send({ query: "{ whoAsks }", caller })).body.data.whoAsks)).toEqual(caller);
  const kept = "{ keptForAdministrators }";
  expect((await served.send({ query: kept })).body.data).toEqual({ keptForAdministrators: "kept" });
  expect((await served.send({ query: kept, caller: volunteer })).body).toMatchObject({ data: { keptForAdministrators: null }, errors: [{ extensions: { code: "FORBIDDEN" } }] });
});

it("health and readiness are told to everybody, and nothing else with them", async () => {
  for (const [path, told] of [["health", { status: "up" }], ["ready", { status: "up", consumers: { "site-tree": "following" } }]] as const) {
    expect(await (await fetch(`${served.urls[0]!}${path}`)).json()).toEqual(told);
  }
});
