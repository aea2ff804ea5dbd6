import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describeOn, testDatabaseSettings } from "../../kernel/testing/databases";
import { freePorts, Launched } from "../testing/launched";

const npmStart = "gateway/main.ts";
const ready = /Ctrl-C ends it/;

interface Answer {
  readonly data?: any;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

const directory = mkdtempSync(join(tmpdir(), "practice-graph-start-"));
let environment: Record<string, string>;
let port: number;

beforeAll(async () => {
  const database = await testDatabaseSettings();
  port = await freePorts(5);
  environment = { PORT: String(port), DATA_DIR: directory, ...(database.engine === "mysql" && { DATABASE_URL: database.url }) };
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function ask(query: string, token?: string): Promise<Answer> {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  return (await (await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) })).json()) as Answer;
}

/** The tokens that it printed, by role. */
function tokensIn(said: string): Record<string, string> {
  return Object.fromEntries([...said.matchAll(/^ {2}([a-z ]+)\n {2}(\S+\.\S+\.\S+)$/gm)].map(([, role, token]) => [role!, token!]));
}

async function answering(ports: readonly number[]): Promise<readonly boolean[]> {
  return Promise.all(ports.map((each) => fetch(`http://127.0.0.1:${each}/health`).then(({ ok }) => ok, () => false)));
}

const cleanly = { code: 0, signal: null, complaints: "" };

it("npm start: the graph in one command, which keeps its data until it is told to begin anew", async () => {
  const first = new Launched([npmStart], environment);
  const said = await first.says(ready);
  expect(said).toContain(`http://127.0.0.1:${port}/graphql`);
  expect(said).toContain(`http://127.0.0.1:${port}/explorer`);
  const tokens = tokensIn(said);
  const roles = await Promise.all(Object.values(tokens).map(async (token) => (await ask("{ viewer { roles } }", token)).data.viewer.roles as string[]));
  expect(roles).toEqual([["VOLUNTEER"], ["SITE_OFFICER"], ["MERCHANT"], ["FEED_CLIENT"], ["ANALYST"], ["ADMINISTRATOR"]]);
  expect((await fetch(`http://127.0.0.1:${port}/explorer`)).ok).toBe(true);

  const administrator = tokens["administrator"]!;
  const founded = await ask('mutation { foundSite(input: { name: "承德市中心", level: CENTER }) { site { id } } }', administrator);
  const kept = `{ site(id: "${founded.data.foundSite.site.id}") { name } sites(filter: { level: CENTER }) { totalCount } }`;

  // Whoever starts it twice learns that, and nothing of the first one's is erased.
  const twice = await new Launched([npmStart, "--fresh"], environment).ended;
  expect(twice).toMatchObject({ code: 1, said: "", complaints: expect.stringMatching(/^Port \d+ is taken\..*\n$/) });
  expect((await ask(kept)).data).toEqual({ site: { name: "承德市中心" }, sites: { totalCount: 2 } });

  first.signal("SIGINT", "itself");
  expect(await first.ended).toMatchObject(cleanly);

  const second = new Launched([npmStart], environment);
  await second.says(ready);
  expect((await ask(kept)).data).toEqual({ site: { name: "承德市中心" }, sites: { totalCount: 2 } });
  expect((await ask("{ viewer { roles } }", administrator)).data.viewer.roles).toEqual(["ADMINISTRATOR"]);
  second.signal("SIGTERM", "itself");
  expect(await second.ended).toMatchObject(cleanly);

  const fresh = new Launched([npmStart, "--fresh"], environment);
  await fresh.says(ready);
  expect((await ask(kept)).data).toEqual({ site: null, sites: { totalCount: 1 } });
  fresh.signal("SIGINT", "group");
  expect(await fresh.ended).toMatchObject(cleanly);
}, 120_000);

const ports = () => Array.from({ length: 5 }, (_, index) => port + index);
// Parts that are up before the others, or go after them, warn that they hear nothing.
const federated = () => new Launched(["gateway/federated/start.ts"], { ...environment, LOG_LEVEL: "error" });

it("npm run start:federated: five processes that answer as one on the same data, and Ctrl-C ends them all", async () => {
  const all = federated();
  const tokens = tokensIn(await all.says(ready));
  expect(await answering(ports())).toEqual(Array(5).fill(true));
  const { data, errors } = await ask(
    "{ sites(first: 1, filter: { level: STATION }) { nodes { name activities(first: 1) { nodes { title } } volunteers(first: 1) { nodes { name pointsAccounts { nodes { balance } } } } } } }",
    tokens["administrator"],
  );
  expect(errors).toBeUndefined();
  expect(data.sites.nodes[0]).toMatchObject({ name: expect.any(String), activities: { nodes: [{}] }, volunteers: { nodes: [{ pointsAccounts: { nodes: [{ balance: expect.any(String) }] } }] } });
  const unsigned = await fetch(`http://127.0.0.1:${port + 1}/`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"query":"{ _service { sdl } }"}' });
  expect(unsigned.status).toBe(401);
  all.signal("SIGINT", "group");
  expect(await all.ended).toMatchObject(cleanly);
  await nobodyAnswers();
}, 120_000);

describeOn("sqlite", "the five processes, whatever their database,", () => {
  it("end together when one of them has died", async () => {
    const all = federated();
    await all.says(ready);
    const [child] = childrenOf(all.pid);
    process.kill(child ?? all.pid, child ? "SIGKILL" : "SIGINT");
    const { code, complaints } = await all.ended;
    expect([code, complaints]).toEqual(child ? [1, expect.stringMatching(/^\w+ has ended, so the other parts are stopped too\.\n$/)] : [0, ""]);
    await nobodyAnswers();
  }, 120_000);

  it("end together when the one that started them is told to end, even while it starts them", async () => {
    const all = federated();
    while ((await answering(ports())).every((answers) => !answers)) await pause(20);
    all.signal("SIGINT", "itself");
    expect(await all.ended).toMatchObject({ code: 0, complaints: "" });
    await nobodyAnswers();
  }, 120_000);
});

async function nobodyAnswers(): Promise<void> {
  while ((await answering(ports())).some(Boolean)) await pause(20);
}

/** Where the system tells, as Linux does. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
