import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import type { Activity } from "./activity.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;
let lecture: Activity;

const rescheduleActivity = `mutation Reschedule($input: RescheduleActivityInput!) {
  rescheduleActivity(input: $input) { activity { id title hosts { id } startsAt endsAt status } userErrors { code field message } }
}`;
const wednesday = { startsAt: "2026-03-04T01:00:00.000000Z", endsAt: "2026-03-04T03:00:00.000000Z" };
const thursday = { startsAt: "2026-03-05T01:00:00.000000Z", endsAt: "2026-03-05T03:00:00.000000Z" };

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
  lecture = await world.published("健康讲座", [site], wednesday);
});

const reschedule = async (input: object, options = {}) => (await activity.ask(rescheduleActivity, { input: { activityId: lecture.id, ...thursday, ...input } }, options)).data.rescheduleActivity;
const timesNow = async () => (await activity.ask("query A($id: ID!) { activity(id: $id) { startsAt endsAt } }", { id: lecture.id })).data.activity;

it("an activity takes its new times and keeps everything else", async () => {
  expect(await reschedule({})).toEqual({ activity: { id: lecture.id, title: "健康讲座", hosts: [{ id: site.id }], ...thursday, status: "PUBLISHED" }, userErrors: [] });
  expect(await timesNow()).toEqual(thursday);
});

it("only the activity that is named is moved", async () => {
  const other = await world.published("理发", [site], wednesday);
  await reschedule({});
  expect((await activity.ask("query A($id: ID!) { activity(id: $id) { startsAt endsAt } }", { id: other.id })).data.activity).toEqual(wednesday);
});

it("an activity that is being held can end later, and one that is over stays as it was held", async () => {
  activity.clock.set("2026-03-04T02:00:00.000000Z");
  expect((await reschedule({ ...wednesday, endsAt: "2026-03-04T04:00:00.000000Z" })).userErrors).toEqual([]);
  activity.clock.set("2026-03-04T04:00:00.000000Z");
  expect(await reschedule({})).toMatchObject({ activity: null, userErrors: [{ code: "CONFLICT", field: ["input", "activityId"] }] });
  expect(await timesNow()).toEqual({ ...wednesday, endsAt: "2026-03-04T04:00:00.000000Z" });
});

it.each([
  [{ activityId: "act_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "activityId"],
  [{ activityId: "junk" }, "NOT_FOUND", "activityId"],
  [{ endsAt: thursday.startsAt }, "OUT_OF_RANGE", "endsAt"],
  [{ startsAt: "2026-03-01T00:00:00Z", endsAt: "2026-03-02T01:00:00Z" }, "OUT_OF_RANGE", "endsAt"],
  [{ endsAt: "2027-03-08T00:00:00Z" }, "OUT_OF_RANGE", "endsAt"],
])("a wrong input is refused with its field, in both languages, and moves nothing: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await reschedule(wrong, { language })).toMatchObject({ activity: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect(await timesNow()).toEqual(wednesday);
});

it("what was called off is not moved, even when both are asked at once", async () => {
  const cancelActivity = "mutation Cancel($input: CancelActivityInput!) { cancelActivity(input: $input) { activity { status } userErrors { code } } }";
  const [cancelled, moved] = await Promise.all([activity.ask(cancelActivity, { input: { activityId: lecture.id, reason: "大风" } }), reschedule({})]);
  expect(cancelled.data.cancelActivity.userErrors).toEqual([]);
  if (moved.activity === null) expect(moved.userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "activityId"] }]);
  expect((await reschedule({})).userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "activityId"] }]);
});

it("an officer needs all hosts; foreign and unknown activities answer alike", async () => {
  const foreign = await world.knownSite();
  const [together, others] = [await world.published("联办", [site, foreign], wednesday), await world.published("别处", [foreign], wednesday)];
  const attempt = (activityId: string, as = officerAt(site.id)) => activity.ask(rescheduleActivity, { input: { activityId, ...thursday } }, { as });
  expect((await attempt(lecture.id)).data.rescheduleActivity.userErrors).toEqual([]);
  for (const activityId of [together.id, others.id, "act_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) {
    const { data, faults } = await attempt(activityId);
    expect([data, faults]).toEqual([{ rescheduleActivity: null }, ["FORBIDDEN rescheduleActivity"]]);
  }
  expect((await attempt(together.id, officerAt(site.id, foreign.id))).data.rescheduleActivity.userErrors).toEqual([]);
});
