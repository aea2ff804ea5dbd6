import { administrator, feedClientFor, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { volunteer as definition } from "../subgraph";
import { volunteerWorld, type VolunteerWorld } from "../world";

let volunteer: TestSubgraph;
let world: VolunteerWorld;

beforeEach(async () => {
  volunteer = await testSubgraph(definition);
  world = volunteerWorld(volunteer, requestBy(administrator));
});

async function told() {
  const { changes } = await volunteer.services.feed.read({ after: null, first: 100, withPayload: true });
  return changes.map(({ type, id, op, payload }) => ({ type, id, op, data: JSON.parse(payload!) }));
}

it("every verb tells whom it concerned and where that volunteer now is, and nothing personal", async () => {
  const [from, to] = [await world.knownSite(), await world.knownSite()];
  const wang = await world.registered("王小明", from);
  await world.renamed(wang, "王晓明");
  await world.transferred(wang, to);
  const ofWang = (siteId: string) => ({ type: "Volunteer", id: wang.id, op: "UPSERT", data: { id: wang.id, siteId } });
  expect(await told()).toEqual([ofWang(from.id), ofWang(from.id), ofWang(to.id), ofWang(to.id)]);
});

it("what was refused is not told", async () => {
  const site = await world.knownSite();
  const wang = await world.registered("王小明", site);
  await expect(world.registered("", site)).rejects.toThrow("refused");
  await expect(world.transferred(wang, site)).rejects.toThrow("refused");
  await expect(world.renamed(wang, "")).rejects.toThrow("refused");
  expect(await told()).toHaveLength(1);
});

it("a feed client of the former site hears of the leaving, one of the new site of the coming, and of nothing else", async () => {
  const county = await world.knownSite();
  const [from, to, elsewhere] = [await world.knownSite({ under: county }), await world.knownSite({ under: county }), await world.knownSite()];
  const wang = await world.registered("王小明", from);
  await world.registered("李强", elsewhere);
  await world.transferred(wang, to);
  const heard = async (siteId: string) => (await volunteer.ask("{ volunteerChanges { changes { id } } }", {}, { as: feedClientFor(siteId) })).data.volunteerChanges.changes.map(({ id }: { id: string }) => id);
  expect(await heard(from.id)).toEqual([wang.id, wang.id]);
  expect(await heard(to.id)).toEqual([wang.id]);
  expect(await heard(county.id)).toEqual([wang.id, wang.id, wang.id]);
});
