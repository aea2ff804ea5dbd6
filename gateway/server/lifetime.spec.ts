import { connect } from "node:net";
import { brotliDecompressSync } from "node:zlib";
import { get } from "node:http";
import { openEdge } from "./testing/edge";

const slow = (milliseconds: number) => `{ slow(milliseconds: ${milliseconds}) }`;

describe("time", () => {
  it("a request past its time is answered with a code, and its work is told to stop", async () => {
    const edge = await openEdge({ timeouts: { requestMilliseconds: 100 } });
    let stopped = false;
    const context = edge.graph.context.bind(edge.graph);
    edge.graph.context = (request) => (request.signal!.addEventListener("abort", () => (stopped = true)), context(request));
    const answer = await edge.post(slow(5_000));
    expect([answer.status, answer.code, stopped]).toEqual([504, "REQUEST_TIMEOUT", true]);
  });

  it("the work of a client that has gone is told to stop", async () => {
    const edge = await openEdge();
    const context = edge.graph.context.bind(edge.graph);
    const stopped = new Promise<void>((resolve) => {
      edge.graph.context = (request) => (request.signal!.addEventListener("abort", () => resolve()), context(request));
    });
    const leaving = new AbortController();
    const gone = edge.send("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: slow(5_000) }), signal: leaving.signal });
    setTimeout(() => leaving.abort(), 100);
    await expect(gone).rejects.toThrow();
    await stopped;
  });

  it.each([
    ["its headers", "POST /graphql HTTP/1.1\r\nhost: edge\r\n"],
    ["its body", "POST /graphql HTTP/1.1\r\nhost: edge\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"],
  ])("a client that dribbles %s is cut off with a code, and others do not notice", async (_, start) => {
    const edge = await openEdge({ timeouts: { headersMilliseconds: 200, receiveMilliseconds: 400 } });
    const { port } = new URL(edge.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(start);
    let received = "";
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
    const closed = new Promise((resolve) => socket.on("close", resolve));
    expect((await edge.post("{ __typename }")).status).toBe(200);
    await closed;
    expect(received).toMatch(/^HTTP\/1.1 408 [^]*"REQUEST_TIMEOUT"/);
  });

  it("what is not HTTP gets a code as well", async () => {
    const edge = await openEdge();
    const socket = connect(Number(new URL(edge.url).port), "127.0.0.1");
    socket.write("hello\r\n\r\n");
    const received = await new Promise<string>((resolve) => socket.on("data", (chunk) => resolve(String(chunk))));
    expect(received).toMatch(/^HTTP\/1.1 400 [^]*"BAD_USER_INPUT"/);
  });
});

describe("health", () => {
  it("/health says that the process lives, /ready which parts answer", async () => {
    const edge = await openEdge({ timeouts: { readinessMilliseconds: 100 } });
    expect(await edge.send("/health")).toMatchObject({ status: 200, body: { status: "up" } });
    expect(await edge.send("/ready")).toMatchObject({ status: 200, body: { status: "up", parts: { org: "up", points: "up" } } });
    edge.graph.state = "down";
    expect(await edge.send("/ready")).toMatchObject({ status: 503, body: { status: "down", parts: { org: "up", points: "down" } } });
    edge.graph.state = "silent";
    expect(await edge.send("/ready")).toMatchObject({ status: 503, body: { status: "down" } });
    expect(await edge.send("/health")).toMatchObject({ status: 200 });
  });
});

describe("closing", () => {
  it("requests in flight are answered, new ones are not taken", async () => {
    const edge = await openEdge();
    const inFlight = edge.post(slow(300));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closing = edge.server.close();
    await expect(edge.post("{ __typename }")).rejects.toThrow();
    expect((await inFlight).body.data).toEqual({ slow: "done" });
    await closing;
  });

  it("what does not finish in time is cut off", async () => {
    const edge = await openEdge({ timeouts: { drainMilliseconds: 200 } });
    const inFlight = edge.post(slow(60_000));
    const cut = expect(inFlight).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await edge.server.close();
    await cut;
  });

  it("an idle client does not hold it up", async () => {
    const edge = await openEdge();
    await edge.post("{ __typename }");
    await edge.server.close();
  });
});

it("a port that is taken rejects", async () => {
  const edge = await openEdge();
  await expect(openEdge({ port: Number(new URL(edge.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

it("large answers are compressed for who can read it, small ones never", async () => {
  const edge = await openEdge();
  const read = (query: string, encoding: string) =>
    new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve) =>
      get(`${edge.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { "accept-encoding": encoding } }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ encoding: response.headers["content-encoding"], bytes: Buffer.concat(chunks) }));
      }),
    );
  const large = "{ sites(first: 500) { nodes { id name } } }";
  const compressed = await read(large, "gzip, deflate, br");
  const plain = await read(large, "identity");
  expect([compressed.encoding, plain.encoding]).toEqual(["br", undefined]);
  expect(JSON.parse(brotliDecompressSync(compressed.bytes).toString()).data).toEqual(JSON.parse(plain.bytes.toString()).data);
  expect(compressed.bytes.length * 5).toBeLessThan(plain.bytes.length);
  expect((await read("{ __typename }", "br")).encoding).toBeUndefined();
});

describe("the log", () => {
  it("has one line a request that says what ran, how it ended and what it cost", async () => {
    const edge = await openEdge();
    const { headers } = await edge.post("query Names { sites(first: 2) { nodes { name } } forbidden }");
    expect(edge.lines).toEqual([
      {
        level: 30,
        time: expect.any(String),
        msg: "request",
        requestId: headers.get("x-request-id"),
        method: "POST",
        route: "/graphql",
        status: 200,
        milliseconds: expect.any(Number),
        signedIn: false,
        operation: "Names",
        type: "query",
        requested: 3,
        actual: 3,
        codes: ["FORBIDDEN"],
      },
    ]);
  });

  it("holds no variable, token, subject or address, whatever went wrong", async () => {
    const edge = await openEdge();
    const secrets = { "x-forwarded-for": "203.0.113.9", authorization: "Bearer anna", cookie: "session=abc" };
    await edge.post("query Q($id: ID!) { site(id: $id) { name } }", { id: "13912345678" }, secrets);
    await edge.send(`/graphql?query=${encodeURIComponent("query Q($id: ID!) { site(id: $id) { nam } }")}&variables=${encodeURIComponent('{"id":"13912345678"}')}`, { headers: secrets });
    await edge.post("{ broken }", undefined, { authorization: "Bearer stolen" });
    expect(edge.lines).toHaveLength(3);
    expect(JSON.stringify(edge.lines)).not.toMatch(/13912345678|anna|stolen|203\.0\.113|127\.0\.0\.1|abc/);
  });

  it("carries the id that the caller brought, if it is no more than an id", async () => {
    const edge = await openEdge();
    const brought = await edge.post("{ __typename }", undefined, { "x-request-id": "front-end-42" });
    const forged = await edge.post("{ __typename }", undefined, { "x-request-id": 'x" injected' });
    expect([brought.headers.get("x-request-id"), forged.headers.get("x-request-id")]).toEqual(["front-end-42", expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(edge.lines.map(({ requestId }) => requestId)).toEqual(["front-end-42", forged.headers.get("x-request-id")]);
  });
});
