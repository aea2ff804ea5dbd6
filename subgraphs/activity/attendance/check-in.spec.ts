import type { Caller } from "../../../kernel/auth/caller";
import { anonymous } from "../../../kernel/auth/caller";
import { administrator, analyst, feedClientFor, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import type { ActivitySession } from "../session/session.entity";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import { Attendance } from "./attendance.entity";
import { CheckMethod } from "./check-method";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;
let session: ActivitySession;
let wang: { id: string };

const checkIn = `mutation In($input: CheckInInput!) {
  checkIn(input: $input) {
    attendance { id session { id } volunteer { id } site { id } checkedInAt checkInMethod checkedInBy checkedOutAt checkOutMethod checkedOutBy minutes serviceRecord { id } }
    userErrors { code field message }
  }
}`;
const now = "2026-03-02T01:00:00.000000Z";
const morning = { startsAt: now, endsAt: "2026-03-02T03:00:00.000000Z" };

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
  session = await world.session(await world.published("义诊", [site], morning));
  wang = await world.knownVolunteer(site);
});

const enter = async (given: object = {}, options = {}) => (await activity.ask(checkIn, { input: { sessionId: session.id, volunteerId: wang.id, method: "SCAN", ...given } }, options)).data.checkIn;

it("a check-in says who came when, how it is known and who entered it", async () => {
  expect(await enter({}, { as: officerAt(site.id) })).toEqual({
    attendance: {
      id: expect.stringMatching(/^att_/), session: { id: session.id }, volunteer: { id: wang.id }, site: { id: site.id },
      checkedInAt: now, checkInMethod: "SCAN", checkedInBy: `officer of ${site.id}`, checkedOutAt: null, checkOutMethod: null, checkedOutBy: null, minutes: null, serviceRecord: null,
    },
    userErrors: [],
  });
});

it("what the back office enters tells its time; what is seen on the spot has the clock's", async () => {
  const at = "2026-03-01T22:00:00.000000Z";
  expect(await enter({ at })).toMatchObject({ attendance: null, userErrors: [{ code: "NOT_ALLOWED", field: ["input", "at"] }] });
  expect((await enter({ at, method: "BACK_OFFICE" })).attendance).toMatchObject({ checkedInAt: at, checkInMethod: "BACK_OFFICE" });
});

it("a volunteer is at a session once, however many requests come at once", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => enter()));
  expect(answers.filter(({ attendance }) => attendance !== null)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual(Array(19).fill("TAKEN"));
});

it.each([
  [{ sessionId: "ses_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "sessionId"],
  [{ volunteerId: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "volunteerId"],
  [{ volunteerId: "junk" }, "NOT_FOUND", "volunteerId"],
  [{ hostSiteId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "hostSiteId"],
  [{ method: "BACK_OFFICE", at: "2026-03-01T21:59:59.999999Z" }, "OUT_OF_RANGE", "at"],
  [{ method: "BACK_OFFICE", at: "2026-03-02T01:00:00.000001Z" }, "OUT_OF_RANGE", "at"],
])("a wrong input is refused with its field, in both languages: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await enter(wrong, { language })).toMatchObject({ attendance: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
});

it("nobody checks in at what is over, settled or called off", async () => {
  activity.clock.set(morning.endsAt);
  expect((await enter()).userErrors).toMatchObject([{ code: "OUT_OF_RANGE", field: ["input", "at"] }]);
  await world.settled(session);
  expect((await enter({ method: "BACK_OFFICE", at: now })).userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "sessionId"] }]);
  const off = await world.published("集市", [site], { startsAt: morning.endsAt, endsAt: "2026-03-02T05:00:00.000000Z" });
  const held = await world.session(off);
  await world.cancelled(off, "暴雨预警");
  expect((await enter({ sessionId: held.id })).userErrors).toMatchObject([{ code: "CONFLICT", field: ["input", "sessionId"] }]);
});

it("an officer of one host checks in there, and at no other; foreign and unknown ones answer alike", async () => {
  const foreign = await world.knownSite();
  const together = await world.session(await world.published("联办", [site, foreign], morning));
  const attempt = (given: object, as: Caller = officerAt(foreign.id)) => activity.ask(checkIn, { input: { sessionId: together.id, volunteerId: wang.id, method: "ROLL_CALL", ...given } }, { as });
  for (const given of [{}, { hostSiteId: site.id }, { hostSiteId: "junk" }, { sessionId: "junk" }]) expect((await attempt(given)).faults).toEqual(["FORBIDDEN checkIn"]);
  expect((await attempt({}, anonymous)).faults).toEqual(["UNAUTHENTICATED checkIn"]);
  expect((await attempt({}, volunteerWho(wang.id))).faults).toEqual(["FORBIDDEN checkIn"]);
  expect((await attempt({ hostSiteId: foreign.id })).data.checkIn.attendance.site).toEqual({ id: foreign.id });
});

it("an attendance is seen by the volunteer, officers of the host and of sites above, and administrators; to others it is not there", async () => {
  const { attendance } = await enter();
  const read = "query R($id: ID!, $representations: [_Any!]!) { activitySession(id: $id) { attendances { nodes { id } totalCount } } _entities(representations: $representations) { ... on Attendance { id } } }";
  const seen = async (as: Caller) => {
    const { data } = await activity.ask(read, { id: session.id, representations: [{ __typename: "Attendance", id: attendance.id }] }, { as });
    return [data.activitySession.attendances?.totalCount, data._entities[0]?.id ?? null];
  };
  for (const as of [volunteerWho(wang.id), officerAt(site.id), administrator]) expect(await seen(as)).toEqual([1, attendance.id]);
  const others = [volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w"), officerAt((await world.knownSite()).id), feedClientFor(site.id), analyst];
  for (const as of others) expect(await seen(as)).toEqual([0, null]);
  expect(await seen(anonymous)).toEqual([undefined, null]);
});

it("an attendance is the same to the fast reader as to TypeORM", async () => {
  const [start, end] = ["2026-03-02T01:00:00.000001Z", "2026-03-02T02:00:00.999999Z"];
  const row = { id: "att_01jd9x6f3c8m2v5k7n9p1r3t5w", sessionId: session.id, volunteerId: wang.id, siteId: site.id, checkedInAt: start, checkInMethod: CheckMethod.SCAN, checkedInBy: "王", checkedOutAt: end, checkOutMethod: CheckMethod.ROLL_CALL, checkedOutBy: "李", minutes: 59, recordId: "rec_01jd9x6f3c8m2v5k7n9p1r3t5w" };
  await expectRowOfAgreesWithFind(activity.database, Attendance, [row as Attendance]);
});
