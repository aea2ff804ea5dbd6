import { graphql } from "graphql";
import type { Caller } from "../../kernel/auth/caller";
import { generateSigningKey, publicKeysOf } from "../../kernel/auth/keys";
import { faultOf } from "../../kernel/errors/faults";
import { httpPeer } from "../../kernel/events/peers";
import { settled } from "../../kernel/events/settled";
import { createIds } from "../../kernel/ids/ids";
import { createLogger } from "../../kernel/logging/logging";
import { subgraphNames, type SubgraphName } from "../../kernel/subgraph/definition";
import { openSubgraph, type Subgraph } from "../../kernel/subgraph/open";
import { serveSubgraph, type ServedSubgraph } from "../../kernel/subgraph/serve";
import { testKeyring } from "../../kernel/testing/keyring";
import { testDatabaseSettings } from "../../kernel/testing/databases";
import { administrator, officerAt, requestBy } from "../../kernel/testing/requests";
import { systemClock as clock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import { idNumberAt } from "../../subgraphs/volunteer/world";
import { openFused } from "../fused/open";

/** A person of their own each time. */
let registered = 0;

type Subgraphs = Readonly<Record<SubgraphName, Subgraph>>;

interface Opened {
  readonly byName: Subgraphs;
  /** As if the process of this subgraph had died. */
  lose(name: SubgraphName): Promise<void>;
  close(): Promise<void>;
}

const logger = createLogger("silent");
/** Ample, for a busy machine; who is gone is told at once. */
const consuming = { catchUpMilliseconds: 10_000 };

async function inOneProcess(): Promise<Opened> {
  const { byName, close } = await openFused(definitions, { database: await testDatabaseSettings(), clock, idsOf: () => createIds(clock), logger, keyring: testKeyring, consuming });
  return { byName, close, lose: (name) => byName[name].close() };
}

async function overSignedRequests(): Promise<Opened> {
  const keys = Object.fromEntries(subgraphNames.map((name) => [name, generateSigningKey(name)]));
  const database = await testDatabaseSettings();
  const served: Partial<Record<SubgraphName, ServedSubgraph>> = {};
  const open = definitions.map(async (definition) => {
    const key = keys[definition.name]!;
    const peer = (name: string) => ({ pull: (request: Parameters<ReturnType<typeof httpPeer>["pull"]>[0]) => httpPeer({ name, url: served[name as SubgraphName]!.url, key, clock, timeoutMilliseconds: 5_000 }).pull(request) });
    const subgraph = await openSubgraph(definition, { database, clock, ids: createIds(clock), logger, keyring: testKeyring, consuming, peer });
    served[definition.name] = await serveSubgraph(subgraph, { host: "127.0.0.1", port: 0, trusted: publicKeysOf(Object.values(keys)), clock, logger });
    return [definition.name, subgraph] as const;
  });
  const byName = Object.fromEntries(await Promise.all(open)) as Subgraphs;
  const lose = async (name: SubgraphName) => {
    await served[name]!.close();
    await byName[name].close();
  };
  return { byName, lose, close: async () => void (await Promise.all(subgraphNames.map(lose))) };
}

async function ask(subgraph: Subgraph, caller: Caller, source: string, input: object): Promise<{ id: string; errors: string[]; refusals: string[] }> {
  const { data, errors = [] } = await graphql({ schema: subgraph.schema, source, variableValues: { input }, contextValue: subgraph.context(requestBy(caller)) });
  const payload = Object.values((data ?? {}) as Record<string, Record<string, any> | null>)[0];
  const made = payload && Object.entries(payload).find(([field]) => field !== "userErrors")?.[1];
  return { id: made?.id, errors: errors.map((error) => faultOf(error).code), refusals: (payload?.["userErrors"] ?? []).map((refusal: { code: string; field: string[] }) => `${refusal.code} ${refusal.field.join(".")}`) };
}

describe.each([
  ["in one process", inOneProcess],
  ["over signed requests", overSignedRequests],
])("subgraphs that hear of each other %s", (_, open) => {
  let opened: Opened;
  let center: string;
  let foreign: string;

  const found = async (name: string, level: string, parentId: string | null = null, caller = administrator) =>
    (await ask(opened.byName.org, caller, "mutation ($input: FoundSiteInput!) { foundSite(input: $input) { site { id } userErrors { code field } } }", { name, level, parentId })).id;
  const register = (siteId: string, caller: Caller) =>
    ask(opened.byName.volunteer, caller, "mutation ($input: RegisterVolunteerInput!) { registerVolunteer(input: $input) { volunteer { id } userErrors { code field } } }", { name: "王秀英", siteId, idNumber: idNumberAt(registered++) });
  const openAccount = (volunteerId: string, siteId: string, caller: Caller) =>
    ask(opened.byName.points, caller, "mutation ($input: OpenPointsAccountInput!) { openPointsAccount(input: $input) { account { id } userErrors { code field } } }", { volunteerId, siteId, idempotencyKey: volunteerId });

  beforeEach(async () => {
    opened = await open();
    center = await found("承德市中心", "CENTER");
    foreign = await found("昌吉市中心", "CENTER");
  });

  afterEach(() => opened.close());

  it("an id is usable in every subgraph the moment a mutation returned it", async () => {
    const station = await found("二道河子站", "STATION", center, officerAt(center));
    const volunteer = await register(station, officerAt(center));
    expect(volunteer).toMatchObject({ id: expect.stringMatching(/^vol_/), errors: [], refusals: [] });
    expect(await openAccount(volunteer.id, station, officerAt(center))).toMatchObject({ id: expect.stringMatching(/^acct_/), errors: [], refusals: [] });
  });

  it("an officer acts in every subgraph below the own site, and nowhere else; foreign and unknown answer alike", async () => {
    const station = await found("二道河子站", "STATION", center);
    expect((await register(station, officerAt(center))).errors).toEqual([]);
    expect((await register(center, officerAt(station))).errors).toEqual(["FORBIDDEN"]);
    expect((await register(station, officerAt(foreign))).errors).toEqual(["FORBIDDEN"]);
    expect((await register("site_01jd9000000000000000000009", officerAt(foreign))).errors).toEqual(["FORBIDDEN"]);
    expect(await register("site_01jd9000000000000000000009", administrator)).toMatchObject({ errors: [], refusals: ["NOT_FOUND input.siteId"] });
  });

  it("while the owner is gone a new id is not visible yet, and what is known stays usable", async () => {
    expect((await register(center, administrator)).refusals).toEqual([]);
    const late = await found("新站", "STATION", center);
    await opened.lose("org");
    const began = performance.now();
    expect((await register(late, administrator)).errors).toEqual(["NOT_YET_VISIBLE"]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await register(center, officerAt(center))).toMatchObject({ errors: [], refusals: [] });
  });

  it("what one tells reaches all who follow it, without anybody asking", async () => {
    for (const name of subgraphNames) opened.byName[name].start();
    const station = await found("二道河子站", "STATION", center);
    const knows = async () => Promise.all([opened.byName.volunteer, opened.byName.activity, opened.byName.points].map(({ services }) => services.tree.find(station)));
    const began = performance.now();
    while ((await knows()).some((site) => site === null)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(performance.now() - began).toBeLessThan(5_000);
    await settled(Object.values(opened.byName));
  });
});
