import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import type { Activity } from "./activity.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;
let market: Activity;

const cancelActivity = `mutation Cancel($input: CancelActivityInput!) {
  cancelActivity(input: $input) { activity { id title status cancellationReason } userErrors { code field message } }
}`;
const friday = { startsAt: "2026-03-06T01:00:00.000000Z", endsAt: "2026-03-06T03:00:00.000000Z" };

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
  market = await world.published("便民集市", [site], friday);
});

const cancel = async (input: object = {}, options = {}) => (await activity.ask(cancelActivity, { input: { activityId: market.id, reason: "暴雨预警", ...input } }, options)).data.cancelActivity;
const statusNow = async () => (await activity.ask("query A($id: ID!) { activity(id: $id) { status cancellationReason } }", { id: market.id })).data.activity;

it("an activity is called off with its reason and stays to be read", async () => {
  expect(await cancel()).toEqual({ activity: { id: market.id, title: "便民集市", status: "CANCELLED", cancellationReason: "暴雨预警" }, userErrors: [] });
  expect(await statusNow()).toEqual({ status: "CANCELLED", cancellationReason: "暴雨预警" });
});

it("only the activity that is named is called off", async () => {
  const other = await world.published("理发", [site], friday);
  await cancel();
  expect((await activity.ask("query A($id: ID!) { activity(id: $id) { status } }", { id: other.id })).data.activity.status).toBe("PUBLISHED");
});

it("an activity is called off once: of ten at once one is heard, and its reason stands", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => cancel({ reason: `原因${index}` })));
  const heard = answers.filter((answer) => answer.activity !== null);
  expect(heard).toHaveLength(1);
  expect(answers.flatMap((answer) => answer.userErrors.map((error: { code: string; field: string[] }) => `${error.code} ${error.field.join(".")}`))).toEqual(Array(9).fill("CONFLICT input.activityId"));
  expect((await statusNow()).cancellationReason).toBe(heard[0].activity.cancellationReason);
});

it("what is being held can be broken off, what is over cannot be called off", async () => {
  activity.clock.set(friday.endsAt);
  expect(await cancel()).toMatchObject({ activity: null, userErrors: [{ code: "CONFLICT", field: ["input", "activityId"] }] });
  activity.clock.set("2026-03-06T02:59:59.999999Z");
  expect((await cancel()).userErrors).toEqual([]);
});

it.each([
  [{ activityId: "act_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "activityId"],
  [{ activityId: "junk" }, "NOT_FOUND", "activityId"],
  [{ reason: " " }, "BLANK", "reason"],
  [{ reason: "雨".repeat(201) }, "TOO_LONG", "reason"],
])("a wrong input is refused with its field, in both languages, and calls nothing off: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await cancel(wrong, { language })).toMatchObject({ activity: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect(await statusNow()).toEqual({ status: "PUBLISHED", cancellationReason: null });
});

it("an officer needs all hosts; foreign and unknown activities answer alike", async () => {
  const foreign = await world.knownSite();
  const [together, others] = [await world.published("联办", [site, foreign], friday), await world.published("别处", [foreign], friday)];
  const attempt = (activityId: string, as = officerAt(site.id)) => activity.ask(cancelActivity, { input: { activityId, reason: "调整" } }, { as });
  for (const activityId of [together.id, others.id, "act_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) {
    const { data, faults } = await attempt(activityId);
    expect([data, faults]).toEqual([{ cancelActivity: null }, ["FORBIDDEN cancelActivity"]]);
  }
  expect((await attempt(market.id, anonymous)).faults).toEqual(["UNAUTHENTICATED cancelActivity"]);
  expect((await attempt(market.id)).data.cancelActivity.userErrors).toEqual([]);
  expect((await attempt(together.id, officerAt(site.id, foreign.id))).data.cancelActivity.userErrors).toEqual([]);
});
