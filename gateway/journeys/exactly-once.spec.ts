import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readSettings } from "../../kernel/config/settings";
import { createIds } from "../../kernel/ids/ids";
import { createLogger } from "../../kernel/logging/logging";
import { keyringOf } from "../../kernel/process/personal-keys";
import { testDatabaseSettings } from "../../kernel/testing/databases";
import { environment, runFolder } from "../../kernel/testing/environment";
import { administrator } from "../../kernel/testing/requests";
import { seed } from "../../kernel/testing/seed";
import { systemClock as clock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import { openFused, type FusedSubgraphs } from "../fused/open";
import { startProcesses, type Processes } from "../testing/processes";
import { developmentIssuerOf } from "../tokens";
import { buildCounty, type County } from "./exactly-once/county";
import { Killing, type Run } from "./exactly-once/killing";
import { Observed } from "./exactly-once/observed";
import { Random } from "./equality/random";

/** As promised, and small enough for every run of the specifications. */
const size = environment.fullSize ? { sessions: 200, kills: 20 } : { sessions: 40, kills: 3 };
/** After the last answer; a consumer whose owner died waits up to 5 s before it asks again. */
const patienceMilliseconds = 60_000;

let place: FusedSubgraphs;
let processes: Processes;
let county: County;
let observed: Observed;
let run: Run;

beforeAll(async () => {
  const database = await testDatabaseSettings();
  const data = { DATA_DIR: database.engine === "sqlite" ? database.directory : await mkdtemp(join(runFolder(), "keys-")), COST_BUDGET: "9000000000", COST_RESTORE_RATE: "1000000000", LOG_LEVEL: "fatal" };
  const settings = readSettings(data);
  // The same databases open in this process as well, to build the county and then to look on: here nothing follows a feed once the others run.
  place = await openFused(definitions, { database, clock, idsOf: () => createIds(clock), logger: createLogger("silent"), keyring: keyringOf(settings) });
  observed = new Observed(place);
  const random = new Random(seed());
  county = await buildCounty(place, random, size.sessions);
  processes = await startProcesses({ ...data, ...(database.engine === "mysql" && { DATABASE_URL: database.url, DATABASE_POOL: String(database.poolSize) }) });
  const token = await developmentIssuerOf(settings, clock)!.issue(administrator, 3_600);
  const begun = performance.now();
  run = await new Killing(county, processes, observed, random, `Bearer ${token}`).run(size.kills);
  const answered = performance.now();
  for (const end = answered + patienceMilliseconds; performance.now() < end && !(await isDone()); ) await pause(50);
  const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;
  process.stdout.write(
    `${size.sessions} sessions, ${county.expected.minutes.size} records, kills that hit: ${run.kills.map(({ victim, partSettled }) => `${victim} (${partSettled})`).join(" ")}, missed: ${run.missed}; settling ${seconds(begun, answered)}, settled after ${seconds(answered, performance.now())}\n`,
  );
}, 540_000);

afterAll(async () => {
  await processes?.stop();
  await place?.close();
}, 30_000);

async function isDone(): Promise<boolean> {
  const { size: records } = county.expected.minutes;
  return (await observed.decided()) >= records && (await observed.answered()) >= records;
}

it("attendance becomes minutes and points exactly once, whichever process is killed while sessions settle", async () => {
  expect(run.kills).toHaveLength(size.kills);
  const records = await observed.records();
  expect(records).toHaveLength(county.expected.minutes.size);
  expect(new Map(records.map(({ volunteer, session, minutes }) => [`${volunteer} ${session}`, minutes]))).toEqual(county.expected.minutes);
  const accounts = await observed.accounts();
  expect(new Map(accounts.map(({ holder, site, balance }) => [`${holder} ${site}`, balance]))).toEqual(county.expected.points);
  expect(accounts.filter(({ balance, posted }) => balance !== posted)).toEqual([]);
  expect(await observed.entries()).toEqual({ total: county.expected.entries, records: county.expected.entries });
  expect(await observed.decided()).toBe(county.expected.minutes.size);
});

it("each attendance learns of its record, and no consumer has stopped", async () => {
  expect(await observed.answered()).toBe(county.expected.minutes.size);
  expect(await observed.stopped()).toEqual([]);
});
