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

const renameVolunteer = `mutation Rename($input: RenameVolunteerInput!) {
  renameVolunteer(input: $input) { volunteer { id volunteerNumber name maskedName } userErrors { code field message } }
}`;

it("a volunteer's name is corrected, and its mask with it; the number stays", async () => {
  const { id, volunteerNumber } = await world.registered("王晓明", await world.knownSite());
  const { data } = await volunteer.ask(renameVolunteer, { input: { volunteerId: id, name: " 欧阳明 " } });
  expect(data.renameVolunteer).toEqual({ volunteer: { id, volunteerNumber, name: "欧阳明", maskedName: "欧**" }, userErrors: [] });
  expect((await volunteer.ask("query V($id: ID) { volunteer(id: $id) { name } }", { id })).data.volunteer.name).toBe("欧阳明");
});

it("a name may be given that is the same as before", async () => {
  const { id } = await world.registered("王芳", await world.knownSite());
  expect((await volunteer.ask(renameVolunteer, { input: { volunteerId: id, name: "王芳" } })).data.renameVolunteer).toMatchObject({ volunteer: { name: "王芳" }, userErrors: [] });
});

it.each([
  [{ name: "" }, "BLANK", "input.name"],
  [{ name: "王".repeat(51) }, "TOO_LONG", "input.name"],
  [{ volunteerId: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "input.volunteerId"],
  [{ volunteerId: "junk" }, "NOT_FOUND", "input.volunteerId"],
])("a wrong input is refused with its field, in both languages, and writes nothing: %j", async (wrong, code, field) => {
  const { id } = await world.registered("王芳", await world.knownSite());
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    const { data } = await volunteer.ask(renameVolunteer, { input: { volunteerId: id, name: "李强", ...wrong } }, { language });
    expect(data.renameVolunteer).toMatchObject({ volunteer: null, userErrors: [{ code, field: field.split("."), message: expect.stringMatching(script) }] });
  }
  expect((await volunteer.ask("{ volunteers { nodes { name } } }")).data.volunteers.nodes).toEqual([{ name: "王芳" }]);
});

it("an officer renames volunteers of the own subtree only; foreign and unknown ones answer alike", async () => {
  const mine = await world.knownSite();
  const [own, below, foreign] = [await world.registered("王芳", mine), await world.registered("王芳", await world.knownSite({ under: mine })), await world.registered("李强", await world.knownSite())];
  const attempt = (volunteerId: string) => volunteer.ask(renameVolunteer, { input: { volunteerId, name: "新名" } }, { as: officerAt(mine.id) });
  for (const { id } of [own, below]) expect((await attempt(id)).data.renameVolunteer.volunteer.name).toBe("新名");
  for (const id of [foreign.id, "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) {
    const { data, faults } = await attempt(id);
    expect([data, faults]).toEqual([{ renameVolunteer: null }, ["FORBIDDEN renameVolunteer"]]);
  }
});

it("nobody else renames anyone, nor volunteers themselves", async () => {
  const { id } = await world.registered("王芳", await world.knownSite());
  const attempt = async (as: typeof anonymous) => (await volunteer.ask(renameVolunteer, { input: { volunteerId: id, name: "李强" } }, { as })).faults;
  expect(await attempt(anonymous)).toEqual(["UNAUTHENTICATED renameVolunteer"]);
  expect(await attempt(volunteerWho(id))).toEqual(["FORBIDDEN renameVolunteer"]);
});
