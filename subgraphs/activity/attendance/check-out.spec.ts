import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import type { ActivitySession } from "../session/session.entity";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import type { Attendance } from "./attendance.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;
let session: ActivitySession;
let attendance: Attendance;

const checkOut = "mutation Out($input: CheckOutInput!) { checkOut(input: $input) { attendance { id checkedOutAt checkOutMethod checkedOutBy minutes } userErrors { code field message } } }";
const now = "2026-03-02T01:00:00.000000Z";

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
  session = await world.session(await world.published("义诊", [site], { startsAt: "2026-03-01T23:00:00.000000Z", endsAt: "2026-03-02T03:00:00.000000Z" }));
  attendance = await world.checkedIn(session, await world.knownVolunteer(site));
});

const leave = async (given: object = {}, options = {}) => (await activity.ask(checkOut, { input: { attendanceId: attendance.id, method: "ROLL_CALL", ...given } }, options)).data.checkOut;

it("a check-out says when, how it is known and who entered it; minutes come with the settlement", async () => {
  expect(await leave({}, { as: officerAt(site.id) })).toEqual({ attendance: { id: attendance.id, checkedOutAt: now, checkOutMethod: "ROLL_CALL", checkedOutBy: `officer of ${site.id}`, minutes: null }, userErrors: [] });
});

it("a volunteer leaves once, however many requests come at once", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => leave({ method: "BACK_OFFICE", at: `2026-03-02T00:00:0${index}.000000Z` })));
  const heard = answers.filter((answer) => answer.attendance !== null);
  expect(heard).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual(Array(9).fill("CONFLICT"));
});

it.each([
  [{ attendanceId: "att_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "attendanceId"],
  [{ attendanceId: "junk" }, "NOT_FOUND", "attendanceId"],
  [{ at: now }, "NOT_ALLOWED", "at"],
  [{ method: "BACK_OFFICE", at: "2026-03-01T22:59:59.999999Z" }, "OUT_OF_RANGE", "at"],
  [{ method: "BACK_OFFICE", at: "2026-03-02T01:00:00.000001Z" }, "OUT_OF_RANGE", "at"],
])("a wrong input is refused with its field, in both languages: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await leave(wrong, { language })).toMatchObject({ attendance: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
});

it("once the session is settled nobody leaves it any more", async () => {
  activity.clock.set("2026-03-02T03:00:00.000000Z");
  await world.settled(session);
  expect(await leave()).toMatchObject({ attendance: null, userErrors: [{ code: "CONFLICT", field: ["input", "attendanceId"] }] });
});

it("only an officer of the host where the volunteer serves; foreign and unknown ones answer alike", async () => {
  const foreign = await world.knownSite();
  const attempt = (attendanceId: string, as = officerAt(foreign.id)) => activity.ask(checkOut, { input: { attendanceId, method: "SCAN" } }, { as });
  for (const id of [attendance.id, "att_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) expect((await attempt(id)).faults).toEqual(["FORBIDDEN checkOut"]);
  expect((await attempt(attendance.id, anonymous)).faults).toEqual(["UNAUTHENTICATED checkOut"]);
  expect((await attempt(attendance.id, officerAt(site.id))).data.checkOut.userErrors).toEqual([]);
});
