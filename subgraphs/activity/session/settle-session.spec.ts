import sql from "sql-template-tag";
import { anonymous } from "../../../kernel/auth/caller";
import { query } from "../../../kernel/database/rows";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import type { ActivitySession } from "./session.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;
let session: ActivitySession;

const settleSession = "mutation Settle($input: SettleSessionInput!) { settleSession(input: $input) { session { id settledAt } userErrors { code field message } } }";
const morning = { startsAt: "2026-03-01T01:00:00.000000Z", endsAt: "2026-03-01T03:00:00.000000Z" };

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
  session = await world.session(await world.published("义诊", [site], { ...morning, kind: "医疗" }));
});

const settle = async (given: object = {}, options = {}) => (await activity.ask(settleSession, { input: { sessionId: session.id, idempotencyKey: "first", ...given } }, options)).data.settleSession;
const settledEvents = () => query<{ entity_id: string; site_id: string; data: string }>(activity.database.reader, sql`SELECT entity_id, site_id, data FROM outbox WHERE type = ${"Attendance"} AND data IS NOT NULL ORDER BY position`);

async function attended(from: string, to: string | null) {
  const volunteer = await world.knownVolunteer(site);
  const attendance = await world.checkedIn(session, volunteer, `2026-03-01T${from}:00.000000Z`);
  if (to !== null) await world.checkedOut(attendance, `2026-03-01T${to}:00.000000Z`);
  return { ...attendance, volunteerId: volunteer.id };
}

it("each attendance with both its ends is told with its minutes, the activity's kind and the host; one without a check-out is not", async () => {
  const [early, late] = [await attended("00:30", "02:30"), await attended("02:00", "03:00")];
  await attended("01:00", null);
  expect(await settle()).toEqual({ session: { id: session.id, settledAt: "2026-03-02T01:00:00.000000Z" }, userErrors: [] });
  const told = (await settledEvents()).map(({ data, ...event }) => ({ ...event, ...JSON.parse(data) }));
  const common = { site_id: site.id, siteId: site.id, sessionId: session.id, kind: "医疗" };
  expect(told).toEqual([
    { ...common, entity_id: early.id, id: early.id, volunteerId: early.volunteerId, minutes: 90, servedAt: morning.startsAt },
    { ...common, entity_id: late.id, id: late.id, volunteerId: late.volunteerId, minutes: 60, servedAt: late.checkedInAt },
  ]);
  const { data } = await activity.ask("query S($id: ID!) { activitySession(id: $id) { attendances { nodes { minutes } } } }", { id: session.id });
  expect(data.activitySession.attendances.nodes.map(({ minutes }: { minutes: number | null }) => minutes)).toEqual([90, null, 60]);
});

it("a session is settled once, however many ask at once, each under its own key", async () => {
  await attended("01:00", "03:00");
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => settle({ idempotencyKey: `key ${index}` })));
  expect(answers.filter((answer) => answer.session !== null)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code, field }: { code: string; field: string[] }) => `${code} ${field.join(".")}`))).toEqual(Array(19).fill("CONFLICT input.sessionId"));
  expect(await settledEvents()).toHaveLength(1);
});

it("one request sent again and again settles once, and every answer names the session", async () => {
  await attended("01:00", "03:00");
  const answers = await Promise.all(Array.from({ length: 20 }, () => settle()));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0].session.id).toBe(session.id);
  expect(await settledEvents()).toHaveLength(1);
});

it("a session that is not over is not settled, and may be as soon as it is", async () => {
  activity.clock.set("2026-03-01T02:59:59.999999Z");
  expect(await settle()).toMatchObject({ session: null, userErrors: [{ code: "CONFLICT", field: ["input", "sessionId"] }] });
  activity.clock.set(morning.endsAt);
  expect((await settle({ idempotencyKey: "second" })).userErrors).toEqual([]);
});

it.each([
  [{ sessionId: "ses_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "sessionId"],
  [{ sessionId: "junk" }, "NOT_FOUND", "sessionId"],
  [{ idempotencyKey: " " }, "BLANK", "idempotencyKey"],
])("a wrong input is refused with its field, in both languages: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await settle(wrong, { language })).toMatchObject({ session: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
});

it("an officer needs all hosts; foreign and unknown sessions answer alike", async () => {
  const foreign = await world.knownSite();
  const together = await world.session(await world.published("联办", [site, foreign], morning));
  const attempt = (sessionId: string, as = officerAt(site.id)) => activity.ask(settleSession, { input: { sessionId, idempotencyKey: sessionId } }, { as });
  for (const id of [together.id, "ses_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) expect((await attempt(id)).faults).toEqual(["FORBIDDEN settleSession"]);
  expect((await attempt(session.id, anonymous)).faults).toEqual(["UNAUTHENTICATED settleSession"]);
  expect((await attempt(session.id)).data.settleSession.userErrors).toEqual([]);
});
