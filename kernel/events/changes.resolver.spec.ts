import { graphql } from "graphql";
import { anonymous, callerWith, type Caller } from "../auth/caller";
import { administrator, analyst, feedClientFor, officerAt, requestBy, volunteerWho } from "../testing/requests";
import { testSubgraph, type TestSubgraph } from "../testing/subgraph";
import type { SubgraphDefinition } from "../subgraph/definition";
import { putTreeNode } from "../tree/site-tree.queries";
import { emit } from "./emit";

/** A subgraph that has nothing but its feed. */
const bare: SubgraphDefinition = { name: "activity", resolvers: [], entityTypes: {}, entities: [], migrations: [], policies: [] };

const county = "site_01jd9000000000000000000001";
const station = "site_01jd9000000000000000000002";
const elsewhere = "site_01jd9000000000000000000003";

const document = `query ($after: String, $first: Int, $types: [String!], $wait: Int) {
  activityChanges(after: $after, first: $first, types: $types, wait: $wait) { changes { sequence event type id op occurredAt causedBy cursor } nextCursor hasMore }
}`;

let subgraph: TestSubgraph;

beforeEach(async () => {
  subgraph = await testSubgraph(bare);
  const node = (id: string, path: string) => ({ id, parentId: null, path, level: "CENTER", regionIds: [], foundedOn: "2020-01-01", closedOn: null });
  await subgraph.database.write(async (tx) => {
    for (const site of [node(county, `/${county}/`), node(station, `/${county}/${station}/`), node(elsewhere, `/${elsewhere}/`)]) await putTreeNode(tx, site);
    for (const [index, siteId] of [county, elsewhere, station, null, elsewhere].entries()) {
      await emit(tx, subgraph.services, { type: index < 2 ? "Activity" : "SignUp", id: `thing ${index}`, op: "UPSERT", siteId, data: { secret: index } });
    }
  });
});

async function idsFor(caller: Caller, variables: Record<string, unknown> = {}): Promise<string[]> {
  const { data, faults } = await subgraph.ask(document, variables, { as: caller });
  expect(faults).toEqual([]);
  return data.activityChanges.changes.map((change: { id: string }) => change.id);
}

it("an administrator reads every change", async () => {
  expect(await idsFor(administrator)).toEqual(["thing 0", "thing 1", "thing 2", "thing 3", "thing 4"]);
  const { data } = await subgraph.ask(document, { first: 1 });
  expect(data.activityChanges).toMatchObject({ changes: [{ sequence: 1, type: "Activity", id: "thing 0", op: "UPSERT", causedBy: null, occurredAt: "2026-03-02T01:00:00.000000Z" }], hasMore: true });
});

it("a feed client reads what belongs to the sites of its grant and to those below, page by page, and learns of nothing else", async () => {
  expect(await idsFor(feedClientFor(county))).toEqual(["thing 0", "thing 2"]);
  expect(await idsFor(feedClientFor(station))).toEqual(["thing 2"]);
  expect(await idsFor(feedClientFor(station, elsewhere))).toEqual(["thing 1", "thing 2", "thing 4"]);
  expect(await idsFor(feedClientFor(county), { types: ["Activity"] })).toEqual(["thing 0"]);
  expect(await idsFor(feedClientFor())).toEqual([]);
  expect(await idsFor(feedClientFor("site_01jd9000000000000000000009", "' OR 1=1"))).toEqual([]);
  const read: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { data }: { data: any } = await subgraph.ask(document, { after, first: 1 }, { as: feedClientFor(elsewhere) });
    read.push(...data.activityChanges.changes.map((change: { id: string }) => change.id));
    ({ nextCursor: after, hasMore: more } = data.activityChanges);
  }
  expect(read).toEqual(["thing 1", "thing 4"]);
});

it("a site that moves takes its changes along: the grant is the tree of now", async () => {
  await subgraph.database.write((tx) => putTreeNode(tx, { id: station, parentId: elsewhere, path: `/${elsewhere}/${station}/`, level: "STATION", regionIds: [], foundedOn: "2020-01-01", closedOn: null }));
  expect(await idsFor(feedClientFor(county))).toEqual(["thing 0"]);
});

it.each([
  ["nobody", anonymous, "UNAUTHENTICATED"],
  ["a volunteer", volunteerWho("vol_1"), "FORBIDDEN"],
  ["an officer", officerAt(county), "FORBIDDEN"],
  ["an analyst", analyst, "FORBIDDEN"],
  ["one who only says to be a sibling", callerWith({ subject: "points", siteIds: [county] }), "FORBIDDEN"],
])("%s reads no feed", async (_, caller, code) => {
  expect((await subgraph.ask(document, {}, { as: caller })).faults).toEqual([`${code} activityChanges`]);
});

it("the data is for siblings alone, and nowhere in the public schema", async () => {
  const withPayload = "{ activityChanges(first: 2) { changes { id payload } } }";
  const asked = async (request: object) => graphql({ schema: subgraph.schema, source: withPayload, contextValue: subgraph.context({ ...requestBy(), ...request }) });
  expect((await asked({ sibling: "points" })).data).toEqual({ activityChanges: { changes: [{ id: "thing 0", payload: '{"secret":0}' }, { id: "thing 1", payload: '{"secret":1}' }] } });
  const refused = await asked({ caller: administrator });
  expect(refused.data).toEqual({ activityChanges: { changes: [{ id: "thing 0", payload: null }, { id: "thing 1", payload: null }] } });
  expect(refused.errors?.map((error) => error.extensions["code"])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  expect(subgraph.sdl).toMatch(/payload: String @inaccessible/);
});

it.each([
  [{ first: 0 }, "BAD_USER_INPUT"],
  [{ first: 501 }, "BAD_USER_INPUT"],
  [{ types: [] }, "BAD_USER_INPUT"],
  [{ wait: -1 }, "BAD_USER_INPUT"],
  [{ wait: 20_001 }, "BAD_USER_INPUT"],
  [{ after: "?" }, "BAD_USER_INPUT"],
  [{ after: Buffer.from(JSON.stringify(["activity", 3, "0".repeat(64)])).toString("base64url") }, "RESYNC_REQUIRED"],
])("%j is refused with %s", async (variables, code) => {
  expect((await subgraph.ask(document, variables)).faults).toEqual([`${code} activityChanges`]);
});
