import sql from "sql-template-tag";
import { anonymous } from "../../../kernel/auth/caller";
import { query } from "../../../kernel/database/rows";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";

let activity: TestSubgraph;
let world: ActivityWorld;

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
});

const publishActivity = `mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) { activity { id title kind summary hosts { id } startsAt endsAt status cancellationReason } userErrors { code field message } }
}`;
const unknownSiteId = "site_01jd9x6f3c8m2v5k7n9p1r3t5w";
const evening = { startsAt: "2026-03-06T11:00:00.000000Z", endsAt: "2026-03-06T13:00:00.000000Z" };
const concert = { title: "广场音乐会", kind: "文艺", ...evening };

it("three communities host one activity together, and each lists it once", async () => {
  const [first, second, third] = [await world.knownSite(), await world.knownSite(), await world.knownSite()];
  const hostSiteIds = [third.id, first.id, second.id];
  const { data } = await activity.ask(publishActivity, { input: { ...concert, title: " 三社区联欢 ", summary: "歌舞与义诊。", hostSiteIds } });
  expect(data.publishActivity).toEqual({
    activity: { id: expect.stringMatching(/^act_/), title: "三社区联欢", kind: "文艺", summary: "歌舞与义诊。", hosts: hostSiteIds.map((id) => ({ id })), ...evening, status: "PUBLISHED", cancellationReason: null },
    userErrors: [],
  });
  for (const siteId of hostSiteIds) {
    expect((await activity.ask("query At($siteId: ID) { activities(filter: { siteId: $siteId }) { nodes { title } } }", { siteId })).data.activities.nodes).toEqual([{ title: "三社区联欢" }]);
  }
});

it("a site named twice holds it once", async () => {
  const site = await world.knownSite();
  const { data } = await activity.ask(publishActivity, { input: { ...concert, hostSiteIds: [site.id, site.id] } });
  expect(data.publishActivity.activity.hosts).toEqual([{ id: site.id }]);
});

it("an activity may begin the moment another one ends, and may be entered after it was held", async () => {
  const site = await world.knownSite();
  await world.published("上半场", [site], evening);
  await world.published("下半场", [site], { startsAt: evening.endsAt, endsAt: "2026-03-06T15:00:00.000000Z" });
  await expect(world.published("上周的讲座", [site], { startsAt: "2026-02-23T01:00:00.000000Z", endsAt: "2026-02-23T03:00:00.000000Z" })).resolves.toMatchObject({ title: "上周的讲座" });
});

it.each([
  [{ title: "" }, "BLANK", "title"],
  [{ title: "活".repeat(101) }, "TOO_LONG", "title"],
  [{ kind: " " }, "BLANK", "kind"],
  [{ kind: "文".repeat(21) }, "TOO_LONG", "kind"],
  [{ summary: "长".repeat(501) }, "TOO_LONG", "summary"],
  [{ hostSiteIds: [] }, "OUT_OF_RANGE", "hostSiteIds"],
  [{ hostSiteIds: Array<string>(11).fill(unknownSiteId) }, "OUT_OF_RANGE", "hostSiteIds"],
  [{ hostSiteIds: [unknownSiteId] }, "NOT_FOUND", "hostSiteIds"],
  [{ hostSiteIds: ["junk"] }, "NOT_FOUND", "hostSiteIds"],
  [{ endsAt: evening.startsAt }, "OUT_OF_RANGE", "endsAt"],
  [{ endsAt: "2026-03-06T18:00:00+08:00" }, "OUT_OF_RANGE", "endsAt"],
  [{ endsAt: "2027-03-07T11:00:00.000001Z" }, "OUT_OF_RANGE", "endsAt"],
])("a wrong input is refused with its field, in both languages, and announces nothing: %j", async (wrong, code, field) => {
  const site = await world.knownSite();
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    const { data } = await activity.ask(publishActivity, { input: { ...concert, hostSiteIds: [site.id], ...wrong } }, { language });
    expect(data.publishActivity).toMatchObject({ activity: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect((await activity.ask("{ activities { totalCount } }")).data.activities.totalCount).toBe(0);
});

it("a closed site holds nothing any more, not even together with an open one", async () => {
  const [open, closed] = [await world.knownSite(), await world.knownSite({ closedOn: "2026-01-01" })];
  const { data } = await activity.ask(publishActivity, { input: { ...concert, hostSiteIds: [open.id, closed.id] } });
  expect(data.publishActivity).toMatchObject({ activity: null, userErrors: [{ code: "CONFLICT", field: ["input", "hostSiteIds"] }] });
});

it("an officer announces for sites of the own subtree only; foreign and unknown hosts answer alike", async () => {
  const mine = await world.knownSite();
  const below = await world.knownSite({ under: mine });
  const foreign = await world.knownSite();
  const attempt = (hostSiteIds: readonly string[], as = officerAt(mine.id)) => activity.ask(publishActivity, { input: { ...concert, hostSiteIds } }, { as });
  expect((await attempt([mine.id, below.id])).data.publishActivity.userErrors).toEqual([]);
  for (const hosts of [[foreign.id], [mine.id, foreign.id], [unknownSiteId], [mine.id, unknownSiteId], []]) {
    const { data, faults } = await attempt(hosts);
    expect([data, faults]).toEqual([{ publishActivity: null }, ["FORBIDDEN publishActivity"]]);
  }
  expect((await attempt([mine.id, foreign.id], officerAt(mine.id, foreign.id))).data.publishActivity.userErrors).toEqual([]);
});

it("nobody else announces anything", async () => {
  const site = await world.knownSite();
  const attempt = async (as: typeof anonymous) => (await activity.ask(publishActivity, { input: { ...concert, hostSiteIds: [site.id] } }, { as })).faults;
  expect(await attempt(anonymous)).toEqual(["UNAUTHENTICATED publishActivity"]);
  expect(await attempt(volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w"))).toEqual(["FORBIDDEN publishActivity"]);
});

it("the feed tells each host's county of it", async () => {
  const hosts = [await world.knownSite(), await world.knownSite()];
  const { id } = await world.published("联欢", hosts, evening);
  const events = await query(activity.database.reader, sql`SELECT type, entity_id, op, site_id FROM outbox ORDER BY position`);
  expect(events).toEqual(hosts.map((host) => ({ type: "Activity", entity_id: id, op: "UPSERT", site_id: host.id })));
});
