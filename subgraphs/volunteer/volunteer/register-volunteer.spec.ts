import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { volunteer as definition } from "../subgraph";
import { idNumberAt, volunteerWorld, type VolunteerWorld } from "../world";
import { registerVolunteer as register } from "./register-volunteer";
import { isVolunteerNumber, volunteerNumberOf } from "./volunteer-number";

let volunteer: TestSubgraph;
let world: VolunteerWorld;

beforeEach(async () => {
  volunteer = await testSubgraph(definition);
  world = volunteerWorld(volunteer, requestBy(administrator));
});

/** Those that the world gives out are the first. */
const idNumber = idNumberAt(1_000);
const unknownSiteId = "site_01jd9x6f3c8m2v5k7n9p1r3t5w";

const registerVolunteer = `mutation Register($input: RegisterVolunteerInput!) {
  registerVolunteer(input: $input) { volunteer { id volunteerNumber name maskedName site { id } registeredAt } userErrors { code field message } }
}`;

it("a person is registered at a site, now, under a public number of their own", async () => {
  const site = await world.knownSite();
  const { data } = await volunteer.ask(registerVolunteer, { input: { name: " 王小明 ", siteId: site.id, idNumber } });
  expect(data.registerVolunteer).toMatchObject({ volunteer: { name: "王小明", maskedName: "王**", site: { id: site.id }, registeredAt: volunteer.clock.now() }, userErrors: [] });
  expect(isVolunteerNumber(data.registerVolunteer.volunteer.volunteerNumber)).toBe(true);
});

it("people of one name are different volunteers", async () => {
  const site = await world.knownSite();
  const [one, other] = [await world.registered("王芳", site), await world.registered("王芳", site)];
  expect(other.id).not.toBe(one.id);
  expect(other.volunteerNumber).not.toBe(one.volunteerNumber);
});

it.each([
  [{ name: "" }, "BLANK", "input.name"],
  [{ name: " \u3000 " }, "BLANK", "input.name"],
  [{ name: "王".repeat(51) }, "TOO_LONG", "input.name"],
  [{ name: "王\u0000芳" }, "INVALID", "input.name"],
  [{ siteId: unknownSiteId }, "NOT_FOUND", "input.siteId"],
  [{ siteId: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "input.siteId"],
  [{ siteId: "junk" }, "NOT_FOUND", "input.siteId"],
])("a wrong input is refused with its field, in both languages, and writes nothing: %j", async (wrong, code, field) => {
  const site = await world.knownSite();
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    const { data } = await volunteer.ask(registerVolunteer, { input: { name: "王芳", siteId: site.id, idNumber, ...wrong } }, { language });
    expect(data.registerVolunteer).toMatchObject({ volunteer: null, userErrors: [{ code, field: field.split("."), message: expect.stringMatching(script) }] });
  }
  expect((await volunteer.ask("{ volunteers { totalCount } }")).data.volunteers.totalCount).toBe(0);
});

it("a name of fifty characters is taken, rare ones counted as one", async () => {
  const site = await world.knownSite();
  expect((await world.registered("𠮷".repeat(50), site)).name).toBe("𠮷".repeat(50));
});

it("a closed site takes no volunteers", async () => {
  const site = await world.knownSite({ closedOn: "2026-01-01" });
  const { data } = await volunteer.ask(registerVolunteer, { input: { name: "王芳", siteId: site.id, idNumber } });
  expect(data.registerVolunteer).toMatchObject({ volunteer: null, userErrors: [{ code: "CONFLICT", field: ["input", "siteId"] }] });
});

it("a number that somebody has is drawn again", async () => {
  const site = await world.knownSite();
  const draws = ["0000000001", "0000000001", "0000000001", "0000000002"];
  const context = volunteer.context(requestBy(administrator));
  const drawing = { ...context, ids: { ...context.ids, digits: () => draws.shift()! } };
  const one = (await register(drawing, { name: "王芳", siteId: site.id, idNumber })).volunteer;
  const other = (await register(drawing, { name: "李强", siteId: site.id, idNumber: idNumberAt(1_001) })).volunteer;
  expect([one, other].map((registered) => registered?.volunteerNumber)).toEqual([volunteerNumberOf("0000000001"), volunteerNumberOf("0000000002")]);
  expect((await volunteer.ask("{ volunteers { totalCount } }")).data.volunteers.totalCount).toBe(2);
});

it("however many register at once, each has a number and nobody is lost", async () => {
  const site = await world.knownSite();
  const registered = await Promise.all(Array.from({ length: 20 }, (_, index) => world.registered(`志愿者${index}`, site)));
  expect(new Set(registered.map(({ volunteerNumber }) => volunteerNumber)).size).toBe(20);
  expect((await volunteer.ask("{ volunteers { totalCount } }")).data.volunteers.totalCount).toBe(20);
});

it("an officer registers at the own site and below it; foreign and unknown sites answer alike", async () => {
  const mine = await world.knownSite();
  const below = await world.knownSite({ under: mine });
  const foreign = await world.knownSite();
  let people = 0;
  const attempt = (siteId: string) => volunteer.ask(registerVolunteer, { input: { name: "王芳", siteId, idNumber: idNumberAt(1_000 + people++) } }, { as: officerAt(mine.id) });
  for (const site of [mine, below]) expect((await attempt(site.id)).data.registerVolunteer.userErrors).toEqual([]);
  for (const siteId of [foreign.id, unknownSiteId, "junk"]) {
    const { data, faults } = await attempt(siteId);
    expect([data, faults]).toEqual([{ registerVolunteer: null }, ["FORBIDDEN registerVolunteer"]]);
  }
});

it("nobody else registers anyone", async () => {
  const site = await world.knownSite();
  const someone = await world.registered("王芳", site);
  const attempt = async (as: typeof anonymous) => (await volunteer.ask(registerVolunteer, { input: { name: "李强", siteId: site.id, idNumber } }, { as })).faults;
  expect(await attempt(anonymous)).toEqual(["UNAUTHENTICATED registerVolunteer"]);
  expect(await attempt(volunteerWho(someone.id))).toEqual(["FORBIDDEN registerVolunteer"]);
});
