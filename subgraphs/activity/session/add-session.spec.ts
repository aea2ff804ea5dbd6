import sql from "sql-template-tag";
import { anonymous } from "../../../kernel/auth/caller";
import { query } from "../../../kernel/database/rows";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import type { Activity } from "../activity/activity.entity";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import { ActivitySession } from "./session.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let hosts: SiteNode[];
let market: Activity;

const addSession = `mutation Add($input: AddSessionInput!) {
  addSession(input: $input) { session { id startsAt endsAt settledAt activity { id } } userErrors { code field message } }
}`;
const weekend = { startsAt: "2026-03-07T01:00:00.000000Z", endsAt: "2026-03-08T09:00:00.000000Z" };
const saturday = { startsAt: "2026-03-07T01:00:00.000000Z", endsAt: "2026-03-07T03:00:00.000000Z" };
const sunday = { startsAt: "2026-03-08T07:00:00.000000Z", endsAt: "2026-03-08T09:00:00.000000Z" };

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  hosts = [await world.knownSite(), await world.knownSite()];
  market = await world.published("便民集市", hosts, weekend);
});

const add = async (given: object = {}, options = {}) => (await activity.ask(addSession, { input: { activityId: market.id, ...saturday, ...given } }, options)).data.addSession;

it("an activity is held in sessions, which it lists in their order", async () => {
  await add(sunday);
  expect(await add()).toEqual({ session: { id: expect.stringMatching(/^ses_/), ...saturday, settledAt: null, activity: { id: market.id } }, userErrors: [] });
  const { data } = await activity.ask("query A($id: ID!) { activity(id: $id) { sessions(first: 1) { nodes { startsAt } totalCount pageInfo { hasNextPage } } } }", { id: market.id });
  expect(data.activity.sessions).toEqual({ nodes: [{ startsAt: saturday.startsAt }], totalCount: 2, pageInfo: { hasNextPage: true } });
});

it.each([
  [{ activityId: "act_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "activityId"],
  [{ endsAt: saturday.startsAt }, "OUT_OF_RANGE", "endsAt"],
  [{ startsAt: "2026-03-07T00:59:59.999999Z" }, "OUT_OF_RANGE", "startsAt"],
  [{ endsAt: "2026-03-08T09:00:00.000001Z" }, "OUT_OF_RANGE", "endsAt"],
])("a wrong input is refused with its field, in both languages, and adds nothing: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await add(wrong, { language })).toMatchObject({ session: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect((await activity.ask("query A($id: ID!) { activity(id: $id) { sessions { totalCount } } }", { id: market.id })).data.activity.sessions.totalCount).toBe(0);
});

it("what was called off has no more sessions", async () => {
  await world.cancelled(market, "暴雨预警");
  expect(await add()).toMatchObject({ session: null, userErrors: [{ code: "CONFLICT", field: ["input", "activityId"] }] });
});

it("an officer needs all hosts; foreign and unknown activities answer alike", async () => {
  const attempt = (activityId: string, as = officerAt(hosts[0]!.id)) => activity.ask(addSession, { input: { activityId, ...saturday } }, { as });
  for (const activityId of [market.id, "act_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) expect((await attempt(activityId)).faults).toEqual(["FORBIDDEN addSession"]);
  expect((await attempt(market.id, anonymous)).faults).toEqual(["UNAUTHENTICATED addSession"]);
  expect((await attempt(market.id, officerAt(...hosts.map(({ id }) => id)))).data.addSession.userErrors).toEqual([]);
});

it("the feed tells each host's county of a session", async () => {
  const { session } = await add();
  const events = await query(activity.database.reader, sql`SELECT entity_id, op, site_id FROM outbox WHERE type = ${"ActivitySession"} ORDER BY position`);
  expect(events).toEqual(hosts.map(({ id }) => ({ entity_id: session.id, op: "UPSERT", site_id: id })));
});

it("a session is read by its id and as a reference; junk and missing ones are null", async () => {
  const { session } = await add();
  expect((await activity.ask("query S($id: ID!) { activitySession(id: $id) { startsAt } }", { id: session.id })).data.activitySession).toEqual({ startsAt: saturday.startsAt });
  const representations = ["ses_01jd9x6f3c8m2v5k7n9p1r3t5w", session.id, "junk", true].map((id) => ({ __typename: "ActivitySession", id }));
  const { data } = await activity.ask("query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on ActivitySession { id } } }", { representations });
  expect(data._entities).toEqual([null, { id: session.id }, null, null]);
});

it("a session is the same to the fast reader as to TypeORM", async () => {
  const row = { id: "ses_01jd9x6f3c8m2v5k7n9p1r3t5w", activityId: market.id, ...saturday, settledAt: "2026-03-09T00:00:00.000001Z" };
  await expectRowOfAgreesWithFind(activity.database, ActivitySession, [row as ActivitySession]);
});
