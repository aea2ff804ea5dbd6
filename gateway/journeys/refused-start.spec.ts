import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingsTable } from "../../kernel/config/settings";
import { testPersonalKeys } from "../../kernel/testing/keyring";
import { freePorts, Launched, occupied, type Ended } from "../testing/launched";

const npmStart = ["gateway/main.ts"];
const npmStartFederated = ["gateway/federated/start.ts"];
const serve = (...part: readonly string[]) => ["gateway/serve.ts", ...part];
const production = { NODE_ENV: "production", TOKEN_JWKS_URL: "https://issuer.example/keys" };

const directory = mkdtempSync(join(tmpdir(), "practice-graph-refused-"));
const file = join(directory, "a-file");
const olderNode = join(directory, "older-node.cjs");

type Given = Readonly<Record<string, string>> | ((taken: number, free: number) => Readonly<Record<string, string>>);

/** What was started, in which surroundings, and the line that says what to do. */
const cases: readonly (readonly [string, readonly string[], Given, RegExp])[] = [
  ["a port that is taken", npmStart, (taken) => ({ PORT: String(taken) }), /^Port \d+ is taken\. Stop what listens there, or choose another one, such as PORT=\d+\.$/],
  ["a folder that cannot be written", npmStart, { DATA_DIR: "/proc/practice-graph" }, /^\/proc\/practice-graph cannot be written\. .*DATA_DIR=/],
  ["a folder that cannot be written, without a development issuer", npmStart, { DATA_DIR: "/proc/practice-graph", ...production, PERSONAL_KEYS: testPersonalKeys }, /^The database cannot be opened: .*DATA_DIR=/],
  ["a file in the folder's place", npmStart, { DATA_DIR: file }, /a-file is a file, not a folder\. .*DATA_DIR=/],
  ["a database that cannot be reached", npmStart, (_, free) => ({ DATABASE_URL: `mysql://root:secret@127.0.0.1:${free}/practice` }), /^The database cannot be reached.*DATABASE_URL/],
  ["malformed settings", npmStart, { PORT: "four thousand", SUBGRAPH_TIMEOUT_MS: "0" }, /^PORT is not usable .*; SUBGRAPH_TIMEOUT_MS is not usable /],
  ["production without an issuer", npmStart, { NODE_ENV: "production" }, /^TOKEN_JWKS_URL is required with NODE_ENV=production/],
  ["an unknown option", [...npmStart, "--afresh"], {}, /^error: unknown option '--afresh'; npm start -- --help lists what there is$/],
  ["an unknown part", serve("library"), {}, /^Name the part to serve: npm run serve -- org\|volunteer\|activity\|points\|gateway$/],
  ["no part", serve(), {}, /^Name the part to serve/],
  ["a gateway in production without a key of its own", serve("gateway"), production, /^SIGNING_KEY is required with NODE_ENV=production/],
  ["five processes on ports of which one is taken", npmStartFederated, (taken) => ({ PORT: String(taken - 2) }), /^Port \d+ is taken/],
  ["five processes without room for their ports", npmStartFederated, { PORT: "65533" }, /^PORT=65533 leaves no room/],
  ["five processes that agree on no key", npmStartFederated, { SIGNING_KEY: "secret" }, /^SIGNING_KEY is no private Ed25519 JSON Web Key/],
];

let results: Map<string, Ended>;
let help: Ended;
let old: Ended;

beforeAll(async () => {
  writeFileSync(file, "");
  writeFileSync(olderNode, 'Object.defineProperty(process, "versions", { value: Object.assign({}, process.versions, { node: "20.18.3" }) });');
  const taken = await occupied();
  const free = await freePorts(5);
  const started = cases.map(([title, args, given], index) => async (): Promise<[string, Ended]> => {
    const environment = { PORT: String(free), DATA_DIR: join(directory, `data-${index}`), ...(typeof given === "function" ? given(taken.port, free) : given) };
    return [title, await new Launched(args, environment).ended];
  });
  results = new Map(await threeAtOnce(started));
  await taken.release();
  help = await new Launched([...npmStart, "--help"], {}).ended;
  old = await new Launched(npmStart, { DATA_DIR: directory }, ["--require", olderNode]).ended;
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.each(cases.map(([title, , , line]) => [title, line] as const))("%s: one line says what to do, the exit code is not 0, and nothing was printed before", (title, line) => {
  const { code, signal, said, complaints } = results.get(title)!;
  expect(complaints.trimEnd()).toMatch(line);
  expect(complaints).toMatch(/^[^\n]+\n$/);
  expect(complaints).not.toMatch(/secret|\bat .*:\d+:\d+/);
  expect([code, signal, said]).toEqual([1, null, ""]);
});

it("a Node that is too old is told so before anything else runs", () => {
  expect(old).toEqual({ code: 1, signal: null, said: "", complaints: expect.stringMatching(/^Practice Graph needs Node\.js 20\.19 or later; this is 20\.18\.3\..*\n$/) });
});

it("--help lists every setting with its default, and starts nothing", () => {
  expect(help).toMatchObject({ code: 0, complaints: "" });
  for (const [name, { purpose, fallback }] of Object.entries(settingsTable)) expect(help.said).toMatch(new RegExp(`^ +${name} +${escaped(purpose)} \\(default: ${escaped(fallback)}\\)$`, "m"));
  expect(help.said).toContain("--fresh");
});

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** More at once would only wait for one another. */
async function threeAtOnce<Result>(works: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  const queue = works.values();
  const worker = async () => {
    for (const work of queue) results.push(await work());
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}
