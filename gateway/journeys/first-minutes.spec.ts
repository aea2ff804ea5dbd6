import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "../../kernel/config/settings";
import { createIds } from "../../kernel/ids/ids";
import { createLogger } from "../../kernel/logging/logging";
import { testDatabaseSettings } from "../../kernel/testing/databases";
import { testKeyring } from "../../kernel/testing/keyring";
import { specificationStart } from "../../kernel/testing/subgraph";
import { fixedClock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import { findDemo, type Demo } from "../demo/demo-file";
import { seedDemo } from "../demo/seed-demo";
import { callersOf } from "../demo/welcome";
import { explorer, readExamples } from "../explorer/explorer";
import { openFused, type FusedSubgraphs } from "../fused/open";
import { apiSdl } from "../schema-files";
import { createServer, type EdgeServer } from "../server/server";
import { defaultEdgeSettings } from "../server/settings";
import { developmentIssuerOf, verifierOf } from "../tokens";

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
const dataDirectory = mkdtempSync(join(tmpdir(), "practice-graph-demo-"));
const settings = readSettings({ DATA_DIR: dataDirectory });
const clock = fixedClock(specificationStart);

let subgraphs: FusedSubgraphs;
let server: EdgeServer;
let demo: Demo;

beforeAll(async () => {
  subgraphs = await openFused(definitions, { database: await testDatabaseSettings(), clock, idsOf: (name) => createIds(clock, name), logger: createLogger("silent"), keyring: testKeyring });
  demo = await seedDemo(settings, subgraphs);
  server = createServer({
    graph: subgraphs.graph(apiSdl()),
    verifier: verifierOf(settings, clock),
    settings: { ...defaultEdgeSettings, port: 0, cost: { ...defaultEdgeSettings.cost, budget: 10_000_000 } },
    logger: createLogger("silent"),
    clock,
    explorer: explorer(),
  });
  await server.listen();
}, 60_000);

afterAll(async () => {
  await server?.close();
  await subgraphs?.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function ask(query: string, token?: string): Promise<{ data?: any; errors?: { extensions: { code: string } }[] }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
}

/** The block of code behind a marker such as `<!-- query: first -->`. */
function shown(kind: "query" | "answer", name: string): string {
  const block = new RegExp(`<!-- ${kind}: ${name} -->\\s*\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (!block) throw new Error(`README.md shows no ${kind} named ${name}`);
  return block;
}

it.each([...readme.matchAll(/<!-- query: (\w+) -->/g)].map(([, name]) => name!))("the README's query %s answers what the README prints", async (name) => {
  const { data, errors } = await ask(shown("query", name));
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(shown("answer", name)).data);
});

it("the README's curl asks the same question as the query above it", async () => {
  const body = /-d '([^']+)'/.exec(readme)![1]!;
  expect((await ask((JSON.parse(body) as { query: string }).query)).data).toEqual(JSON.parse(shown("answer", "first")).data);
});

it.each(readExamples().map(({ file, query }) => [file, query] as const))("the explorer's example %s runs for everybody and finds something", async (_file, query) => {
  const { data, errors } = await ask(query);
  expect(errors).toBeUndefined();
  expect(Object.values(data as object).every((value) => value !== null)).toBe(true);
});

it("a token of each role tells who one is, and fits the demo world", async () => {
  const issuer = developmentIssuerOf(settings, clock)!;
  const viewers = await Promise.all(callersOf(demo).map(async ({ caller }) => (await ask("{ viewer { roles volunteer { name } sites { name } mutations } }", await issuer.issue(caller, 60))).data.viewer));
  expect(viewers.map((viewer) => viewer.roles)).toEqual([["VOLUNTEER"], ["SITE_OFFICER"], ["MERCHANT"], ["FEED_CLIENT"], ["ANALYST"], ["ADMINISTRATOR"]]);
  expect(viewers[0].volunteer.name).toBe("王桂兰");
  expect(viewers[1].sites).toEqual([{ name: "绥芬河市新时代文明实践中心" }]);
  expect(viewers[5].mutations).toContain("foundSite");
  expect(viewers[4].mutations).toEqual([]);
});

it("绥芬河's sites stand on its divisions: 28 localities, 23 stations after the mergers, 8 spots", async () => {
  const { data } = await ask(`{
    center: sites(filter: { level: CENTER, openOn: "2026-03-02" }) { totalCount }
    institutes: sites(filter: { level: INSTITUTE, openOn: "2026-03-02" }) { totalCount }
    founded: sites(filter: { level: STATION, openOn: "2022-05-31" }) { totalCount }
    stations: sites(filter: { level: STATION, openOn: "2026-03-02" }, first: 100) { totalCount nodes { covers { name } } }
    spots: sites(filter: { level: SPOT, openOn: "2026-03-02" }) { totalCount }
  }`);
  const count = (name: string) => data[name].totalCount as number;
  expect([count("center"), count("institutes"), count("founded"), count("stations"), count("spots")]).toEqual([1, 2, 28, 23, 8]);
  expect(data.stations.nodes.flatMap((station: { covers: unknown[] }) => station.covers)).toHaveLength(28);
});

it("the demo world is kept only once it is whole, and is not set up twice", async () => {
  expect(findDemo(settings)).toEqual(demo);
  await expect(seedDemo(settings, subgraphs)).rejects.toThrow(/npm start -- --fresh/);
});
