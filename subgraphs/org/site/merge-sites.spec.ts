import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { orgWorld, type OrgWorld } from "../world";
import type { PracticeSite } from "./site.entity";

let org: TestSubgraph;
let world: OrgWorld;
let center: PracticeSite;
let institute: PracticeSite;

const mergeSites = `mutation Merge($input: MergeSitesInput!) {
  mergeSites(input: $input) {
    site { id name foundedOn covers { name } predecessors { name closedOn successors { name } } children { nodes { name parent { name } ancestors { name } } } }
    userErrors { code field }
  }
}`;

beforeEach(async () => {
  org = await testSubgraph(definition);
  world = orgWorld(org, requestBy(administrator));
  center = await world.center("绥芬河市新时代文明实践中心");
  institute = await world.institute("阜宁镇实践所", center);
});

const merge = async (sites: readonly PracticeSite[], name: string, effectiveOn: string | null = null) =>
  (await org.ask(mergeSites, { input: { siteIds: sites.map((site) => site.id), name, effectiveOn } })).data.mergeSites;

it("绥芬河's eight joined localities are three stations, and each remembers whose place it took", async () => {
  const localities = [["旗苑社区", "建华村"], ["建西社区", "建西村"], ["谷盈社区", "永胜村", "宽沟村", "菜营村"]];
  for (const names of localities) {
    const stations = [];
    for (const name of names) stations.push(await world.station(`${name}实践站`, institute));
    const { site, userErrors } = await merge(stations, `${names[0]}联合实践站`);
    expect(userErrors).toEqual([]);
    expect(site.foundedOn).toBe("2026-03-02");
    expect(site.predecessors.map((predecessor: { name: string }) => predecessor.name).sort()).toEqual(names.map((name) => `${name}实践站`).sort());
    for (const predecessor of site.predecessors) expect(predecessor).toMatchObject({ closedOn: "2026-03-02", successors: [{ name: site.name }] });
  }
  const open = await org.ask(`query Open($day: Date) { sites(filter: { level: STATION, openOn: $day }) { totalCount } all: sites(filter: { level: STATION }) { totalCount } }`, { day: "2026-03-02" });
  expect(open.data).toEqual({ sites: { totalCount: 3 }, all: { totalCount: 11 } });
});

it("the successor covers every region of its predecessors, which cover none any more", async () => {
  await world.register();
  const regions = [await world.region("231081101016"), await world.region("231081101202")];
  const [first, second] = [await world.station("一站", institute, { regionIds: [regions[0]!.id] }), await world.station("二站", institute, { regionIds: [regions[0]!.id, regions[1]!.id] })];
  const { site } = await merge([first, second], "合并站");
  expect(site.covers.map((region: { name: string }) => region.name)).toEqual([regions[0]!.name, regions[1]!.name]);
  const before = await org.ask("query Site($id: ID!) { site(id: $id) { covers { name } } }", { id: first.id });
  expect(before.data.site.covers).toEqual([]);
});

it("what stood under a merged site stands under its successor, whole subtrees with it", async () => {
  const [first, second] = [await world.station("一站", institute), await world.station("二站", institute)];
  await world.spot("书屋", first);
  const { site } = await merge([first, second], "合并站");
  expect(site.children.nodes).toEqual([{ name: "书屋", parent: { name: "合并站" }, ancestors: [{ name: center.name }, { name: institute.name }, { name: "合并站" }] }]);
});

it("a merger may take the name of one that it closes", async () => {
  const [first, second] = [await world.station("一站", institute), await world.station("二站", institute)];
  expect((await merge([first, second], "一站")).userErrors).toEqual([]);
});

it("sites of two levels, of two parents, closed or too young ones do not merge, and nothing is half merged", async () => {
  const [first, second] = [await world.station("一站", institute), await world.station("二站", institute)];
  const other = await world.station("外站", await world.institute("绥芬河镇实践所", center));
  const young = await world.station("新站", institute, { foundedOn: "2026-03-02" });
  const codes = async (sites: readonly PracticeSite[]) => (await merge(sites, "合并站")).userErrors.map((error: { code: string; field: string[] }) => `${error.code} ${error.field.join(".")}`);
  expect(await codes([first])).toEqual(["OUT_OF_RANGE input.siteIds"]);
  expect(await codes([first, first])).toEqual(["OUT_OF_RANGE input.siteIds"]);
  expect(await codes([first, institute])).toEqual(["NOT_ALLOWED input.siteIds.1"]);
  expect(await codes([first, other])).toEqual(["NOT_ALLOWED input.siteIds.1"]);
  expect(await codes([first, young])).toEqual(["OUT_OF_RANGE input.effectiveOn"]);
  await merge([first, second], "合并站");
  expect(await codes([first, other])).toEqual(["CONFLICT input.siteIds.0"]);
  expect((await org.ask("{ sites(filter: { nameContains: \"合并\" }) { totalCount } }")).data.sites.totalCount).toBe(1);
});

it("an officer merges sites of the own subtree only", async () => {
  const [first, second] = [await world.station("一站", institute), await world.station("二站", institute)];
  const elsewhere = await world.center("别处中心");
  const input = { siteIds: [first.id, second.id], name: "合并站" };
  expect((await org.ask(mergeSites, { input }, { as: officerAt(elsewhere.id) })).faults).toEqual(["FORBIDDEN mergeSites"]);
  expect((await org.ask(mergeSites, { input }, { as: officerAt(center.id) })).data.mergeSites.userErrors).toEqual([]);
});
