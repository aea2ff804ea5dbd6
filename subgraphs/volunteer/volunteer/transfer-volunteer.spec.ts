import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { volunteer as definition } from "../subgraph";
import { volunteerWorld, type VolunteerWorld } from "../world";

let volunteer: TestSubgraph;
let world: VolunteerWorld;

beforeEach(async () => {
  volunteer = await testSubgraph(definition);
  world = volunteerWorld(volunteer, requestBy(administrator));
});

const unknownVolunteerId = "vol_01jd9x6f3c8m2v5k7n9p1r3t5w";

const transferVolunteer = `mutation Transfer($input: TransferVolunteerInput!) {
  transferVolunteer(input: $input) { volunteer { id volunteerNumber name site { id } } userErrors { code field message } }
}`;

it("a volunteer moves to another site and keeps number and name", async () => {
  const [from, to] = [await world.knownSite(), await world.knownSite()];
  const { id, volunteerNumber } = await world.registered("王芳", from);
  const { data } = await volunteer.ask(transferVolunteer, { input: { volunteerId: id, siteId: to.id } });
  expect(data.transferVolunteer).toEqual({ volunteer: { id, volunteerNumber, name: "王芳", site: { id: to.id } }, userErrors: [] });
  expect((await volunteer.ask("query V($id: ID) { volunteer(id: $id) { site { id } } }", { id })).data.volunteer.site.id).toBe(to.id);
});

it("only the volunteer who moves is moved", async () => {
  const [from, to] = [await world.knownSite(), await world.knownSite()];
  const [, moving] = [await world.registered("李强", from), await world.registered("王芳", from)];
  await world.transferred(moving, to);
  const at = async (siteId: string) => (await volunteer.ask("query At($siteId: ID) { volunteers(filter: { siteId: $siteId }) { nodes { name } } }", { siteId })).data.volunteers.nodes.map((node: { name: string }) => node.name);
  expect([await at(from.id), await at(to.id)]).toEqual([["李强"], ["王芳"]]);
});

it("a transfer that cannot be is refused with its field, in both languages, and moves nobody", async () => {
  const site = await world.knownSite();
  const closed = await world.knownSite({ closedOn: "2026-01-01" });
  const { id } = await world.registered("王芳", site);
  for (const [wrong, code, field] of [
    [{ siteId: site.id }, "CONFLICT", "siteId"],
    [{ siteId: closed.id }, "CONFLICT", "siteId"],
    [{ siteId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "siteId"],
    [{ volunteerId: unknownVolunteerId, siteId: site.id }, "NOT_FOUND", "volunteerId"],
    [{ volunteerId: "junk", siteId: site.id }, "NOT_FOUND", "volunteerId"],
  ] as const) {
    for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
      const { data } = await volunteer.ask(transferVolunteer, { input: { volunteerId: id, ...wrong } }, { language });
      expect(data.transferVolunteer).toMatchObject({ volunteer: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
    }
  }
  expect((await volunteer.ask("query V($id: ID) { volunteer(id: $id) { site { id } } }", { id })).data.volunteer.site.id).toBe(site.id);
});

it("an officer needs both sites; foreign and unknown volunteers and sites answer alike", async () => {
  const mine = await world.knownSite();
  const below = await world.knownSite({ under: mine });
  const foreign = await world.knownSite();
  const [own, others] = [await world.registered("王芳", mine), await world.registered("李强", foreign)];
  const attempt = (volunteerId: string, siteId: string, as = officerAt(mine.id)) => volunteer.ask(transferVolunteer, { input: { volunteerId, siteId } }, { as });
  for (const [volunteerId, siteId] of [
    [own.id, foreign.id],
    [others.id, mine.id],
    [unknownVolunteerId, mine.id],
    ["junk", mine.id],
    [own.id, "site_01jd9x6f3c8m2v5k7n9p1r3t5w"],
  ] as const) {
    const { data, faults } = await attempt(volunteerId, siteId);
    expect([data, faults]).toEqual([{ transferVolunteer: null }, ["FORBIDDEN transferVolunteer"]]);
  }
  expect((await attempt(own.id, below.id)).data.transferVolunteer.volunteer.site.id).toBe(below.id);
  expect((await attempt(others.id, mine.id, officerAt(mine.id, foreign.id))).data.transferVolunteer.volunteer.site.id).toBe(mine.id);
});

it("nobody else moves anyone, nor the volunteer alone", async () => {
  const [from, to] = [await world.knownSite(), await world.knownSite()];
  const { id } = await world.registered("王芳", from);
  const attempt = async (as: typeof anonymous) => (await volunteer.ask(transferVolunteer, { input: { volunteerId: id, siteId: to.id } }, { as })).faults;
  expect(await attempt(anonymous)).toEqual(["UNAUTHENTICATED transferVolunteer"]);
  expect(await attempt(volunteerWho(id))).toEqual(["FORBIDDEN transferVolunteer"]);
});
