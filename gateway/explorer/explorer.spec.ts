import { get } from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { buildSchema, Kind, parse, validate } from "graphql";
import { apiSdl } from "../schema-files";
import { openEdge, type TestEdge } from "../server/testing/edge";
import { explorer, readExamples } from "./explorer";

let edge: TestEdge;
let page: string;
beforeAll(async () => {
  edge = await openEdge({}, explorer([{ file: "evil.graphql", query: '# </script><script>alert(1)</script>\n{ site(id: "a") { name } }' }]));
  page = (await edge.send("/explorer")).text;
});

/** As a browser that reads this encoding would get it. */
function fetchAs(path: string, encoding: string): Promise<{ encoding: string | undefined; bytes: Buffer }> {
  return new Promise((resolve) =>
    get(`${edge.url}${path}`, { headers: { "accept-encoding": encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ encoding: response.headers["content-encoding"], bytes: Buffer.concat(chunks) }));
    }),
  );
}

const addresses = () => [...page.matchAll(/(?:src|href)="(\/[^"]+)"|"(\/explorer\/[^"]+)"/g)].map((match) => match[1] ?? match[2]!);

it("everything that the page needs comes from this machine", async () => {
  expect(addresses().map((address) => address.replace(/\?.*/, "")).sort()).toEqual([
    "/explorer/editor.worker.js",
    "/explorer/graphiql.css",
    "/explorer/graphiql.js",
    "/explorer/graphql.worker.js",
    "/explorer/json.worker.js",
    "/explorer/start.js",
  ]);
  for (const address of addresses()) expect(await edge.send(address)).toMatchObject({ status: 200 });
  const { text } = await edge.send(addresses().find((address) => address.includes("graphiql.css"))!);
  expect(text).not.toMatch(/@import|url\(["']?(?!data:)[a-z/]/i);
});

it("and the browser is told to let nothing else in, nor the page into another", async () => {
  const { headers } = await edge.send("/explorer");
  const policy = headers.get("content-security-policy")!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

it("an example cannot end the script that carries it", () => {
  expect(page).not.toContain("alert(1)</script>");
  expect(JSON.parse(/id="explorer-settings">([^]*?)<\/script>/.exec(page)![1]!)).toMatchObject({ endpoint: "/graphql", examples: [expect.stringContaining("<script>alert(1)</script>")] });
});

it("who can read brotli gets what is stored, who cannot gets the same in another form", async () => {
  const address = addresses().find((each) => each.includes("json.worker"))!;
  const [stored, zipped, plain] = [await fetchAs(address, "gzip, br"), await fetchAs(address, "gzip"), await fetchAs(address, "identity")];
  expect([stored.encoding, zipped.encoding, plain.encoding]).toEqual(["br", "gzip", undefined]);
  expect(brotliDecompressSync(stored.bytes).equals(plain.bytes)).toBe(true);
});

it("what a browser has kept is never asked for again, and never stale", async () => {
  const { headers } = await edge.send(addresses()[0]!);
  expect(headers.get("cache-control")).toContain("immutable");
  expect((await edge.send("/explorer")).headers.get("cache-control")).toBe("no-cache");
  expect(addresses().every((address) => /\?[\w-]{12}$/.test(address))).toBe(true);
});

it("nothing else lies beside it", async () => {
  for (const path of ["/explorer/LICENSE", "/explorer/..%2fexplorer.ts", "/explorer/graphiql.js.br"]) expect((await edge.send(path)).status).toBe(404);
});

it("a person who opens the address or the endpoint lands there, a program does not", async () => {
  const person = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };
  for (const path of ["/", "/graphql"]) {
    const answer = await edge.send(path, person);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/explorer"]);
  }
  expect((await edge.send("/")).body).toMatchObject({ graphql: "/graphql", explorer: "/explorer" });
  expect((await edge.send("/graphql")).code).toBe("BAD_USER_INPUT");
});

it("an edge without an explorer serves none", async () => {
  const bare = await openEdge();
  expect((await bare.send("/explorer")).status).toBe(404);
});

describe("the examples", () => {
  const examples = readExamples().map(({ file, query }) => [file, query] as const);

  it.each(examples)("%s fits the published schema", (_, query) => {
    expect(validate(buildSchema(apiSdl()), parse(query))).toEqual([]);
  });

  it.each(examples)("%s is one named operation whose variables all have defaults, and says what it shows", (_, query) => {
    const [operation, ...others] = parse(query).definitions;
    expect(others).toEqual([]);
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
    expect(operation.name?.value).toMatch(/^[A-Z]/);
    expect(operation.variableDefinitions?.every(({ type }) => type.kind !== Kind.NON_NULL_TYPE)).toBe(true);
    expect(query).toMatch(/^# \S/);
  });
});
