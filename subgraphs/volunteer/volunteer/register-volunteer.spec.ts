import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { volunteer as definition } from "../subgraph";
import { idNumberAt, volunteerWorld, type VolunteerWorld } from "../world";
import { DocumentKind } from "../identity/document-kind";
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
  [{ idNumber: "" }, "INVALID", "input.idNumber"],
  [{ idNumber: "110105194912310021" }, "INVALID", "input.idNumber"],
  [{ idNumber: "110105490231002" }, "INVALID", "input.idNumber"],
  [{ documentKind: "PASSPORT" }, "INVALID", "input.idNumber"],
  [{ documentKind: "PASSPORT", idNumber: "123456789" }, "INVALID", "input.idNumber"],
  [{ documentKind: "HONG_KONG_MACAO_PERMIT" }, "INVALID", "input.idNumber"],
  [{ documentKind: "TAIWAN_PERMIT" }, "INVALID", "input.idNumber"],
  [{ phone: "110" }, "INVALID", "input.phone"],
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

const spellings = ["11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ", "110105491231002"];

it("one person in five spellings of one ID number is one registration", async () => {
  const site = await world.knownSite();
  const register = async (spelled: string) => (await volunteer.ask(registerVolunteer, { input: { name: "王芳", siteId: site.id, idNumber: spelled } })).data.registerVolunteer;
  expect(await register(spellings[0]!)).toMatchObject({ volunteer: { name: "王芳" }, userErrors: [] });
  for (const spelled of spellings) expect(await register(spelled)).toMatchObject({ volunteer: null, userErrors: [{ code: "TAKEN", field: ["input", "idNumber"] }] });
  expect((await volunteer.ask("{ volunteers { totalCount } }")).data.volunteers.totalCount).toBe(1);
});

it("one person who is registered fifty times at once, in five spellings, is registered once", async () => {
  const site = await world.knownSite();
  const attempts = await Promise.all(Array.from({ length: 50 }, (_, index) => volunteer.ask(registerVolunteer, { input: { name: "王芳", siteId: site.id, idNumber: spellings[index % 5]! } })));
  const codes = attempts.map(({ data, faults }) => [...faults, ...data.registerVolunteer.userErrors.map(({ code }: { code: string }) => code)].join());
  expect(codes.sort()).toEqual(["", ...Array(49).fill("TAKEN")]);
  expect((await volunteer.ask("{ volunteers { totalCount } }")).data.volunteers.totalCount).toBe(1);
  expect((await volunteer.services.feed.read({ after: null, first: 100, withPayload: false })).changes).toHaveLength(1);
});

it.each([
  ["HONG_KONG_MACAO_PERMIT", "H1234567800", "h12345678", "H******78"],
  ["TAIWAN_PERMIT", "1234 5678", "１２３４５６７８", "1*****78"],
  ["PASSPORT", "gbr 123456789", "GBR-１２３４５６７８９", "G**********89"],
])("other documents identify too: %s, in its one form", async (documentKind, idNumber, again, masked) => {
  const site = await world.knownSite();
  const register = async (typed: object) => (await volunteer.ask(registerVolunteer.replace("registeredAt", "registeredAt documentKind maskedIdNumber"), { input: { name: "王芳", siteId: site.id, ...typed } })).data.registerVolunteer;
  expect(await register({ documentKind, idNumber })).toMatchObject({ volunteer: { documentKind, maskedIdNumber: masked }, userErrors: [] });
  expect(await register({ documentKind, idNumber: again })).toMatchObject({ volunteer: null, userErrors: [{ code: "TAKEN", field: ["input", "idNumber"] }] });
});

it("passports of two countries may have one number, and two people one phone", async () => {
  const site = await world.knownSite();
  const phone = "0453-3922000";
  for (const idNumber of ["GBR-123456789", "FRA-123456789"]) expect((await world.registered("Ana", site, { documentKind: DocumentKind.PASSPORT, idNumber, phone })).name).toBe("Ana");
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
