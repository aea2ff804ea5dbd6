import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { orgWorld } from "../world";
import { loadRegionCatalog } from "./load-region-catalog";
import { RegionKind, RegionLevel } from "./region-kinds";
import type { CatalogRegion } from "./region-catalog";
import type { Region } from "./region.entity";

let org: TestSubgraph;
let funing: Region;

beforeEach(async () => {
  org = await testSubgraph(definition);
  const world = orgWorld(org, requestBy(administrator));
  await loadRegionCatalog(org.context(requestBy(administrator)), funingAndItsSurroundings());
  funing = await world.region("231081101");
});

async function* funingAndItsSurroundings(): AsyncGenerator<CatalogRegion> {
  const { PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE } = RegionLevel;
  yield { code: "23", name: "黑龙江省", level: PROVINCE, kind: RegionKind.PROVINCE, parentCode: null };
  yield { code: "2310", name: "牡丹江市", level: CITY, kind: RegionKind.CITY, parentCode: "23" };
  yield { code: "231081", name: "绥芬河市", level: COUNTY, kind: RegionKind.COUNTY, parentCode: "2310" };
  yield { code: "231081101", name: "阜宁镇", level: TOWNSHIP, kind: RegionKind.TOWN, parentCode: "231081" };
  yield { code: "231081101202", name: "建华村委会", level: VILLAGE, kind: RegionKind.VILLAGERS_COMMITTEE, parentCode: "231081101" };
  yield { code: "231083", name: "海林市", level: COUNTY, kind: RegionKind.COUNTY, parentCode: "2310" };
}

const addRegion = `mutation Add($input: AddRegionInput!) {
  addRegion(input: $input) { region { id code name level kind validFrom validTo parent { code } ancestors { name } } userErrors { code field message } }
}`;

const caiying = () => ({ parentId: funing.id, name: "菜营村", level: "VILLAGE", kind: "VILLAGERS_COMMITTEE" });
const names = async () => (await org.ask("{ regions(first: 100) { nodes { name } } }")).data.regions.nodes.map((region: { name: string }) => region.name);

it("菜营村, which has no code of its own, stands in 阜宁镇, behind the villages that have one and before the next county", async () => {
  const { data } = await org.ask(addRegion, { input: { ...caiying(), name: " 菜营村 " } });
  expect(data.addRegion).toEqual({
    region: {
      id: expect.stringMatching(/^region_/), code: null, name: "菜营村", level: "VILLAGE", kind: "VILLAGERS_COMMITTEE", validFrom: null, validTo: null,
      parent: { code: "231081101" }, ancestors: ["黑龙江省", "牡丹江市", "绥芬河市", "阜宁镇"].map((name) => ({ name })),
    },
    userErrors: [],
  });
  expect(await names()).toEqual(["黑龙江省", "牡丹江市", "绥芬河市", "阜宁镇", "建华村委会", "菜营村", "海林市"]);
  const found = await org.ask("query ($id: ID!) { region(id: $id) { name } }", { id: data.addRegion.region.id });
  expect(found.data.region).toEqual({ name: "菜营村" });
});

it("a unit without a code can hold others without one", async () => {
  const county = (await org.ask("{ region(code: \"231081\") { id } }")).data.region;
  const zone = (await org.ask(addRegion, { input: { parentId: county.id, name: "边境合作区", level: "TOWNSHIP", kind: "GOVERNMENT_ENTERPRISE_UNIT" } })).data.addRegion.region;
  await org.ask(addRegion, { input: { parentId: zone.id, name: "前哨社区", level: "VILLAGE", kind: "RESIDENTS_COMMITTEE" } });
  expect(await names()).toEqual(["黑龙江省", "牡丹江市", "绥芬河市", "阜宁镇", "建华村委会", "边境合作区", "前哨社区", "海林市"]);
});

it.each([
  [{ name: "  " }, "BLANK", "input.name"],
  [{ name: "村".repeat(101) }, "TOO_LONG", "input.name"],
  [{ name: "菜\u0000营" }, "INVALID", "input.name"],
  [{ parentId: "region_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "input.parentId"],
  [{ parentId: "junk" }, "NOT_FOUND", "input.parentId"],
  [{ level: "TOWNSHIP", kind: "TOWN" }, "NOT_ALLOWED", "input.level"],
  [{ level: "COUNTY", kind: "COUNTY" }, "NOT_ALLOWED", "input.level"],
  [{ kind: "TOWN" }, "INVALID", "input.kind"],
  [{ name: "建华村委会" }, "TAKEN", "input.name"],
])("a wrong input is refused with its field, in both languages, and writes nothing: %j", async (wrong, code, field) => {
  const before = await names();
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    const { data } = await org.ask(addRegion, { input: { ...caiying(), ...wrong } }, { language });
    expect(data.addRegion).toEqual({ region: null, userErrors: [{ code, field: field.split("."), message: expect.stringMatching(script) }] });
  }
  expect(await names()).toEqual(before);
});

it("a division has no two of one name below it, however many ask at once", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => org.ask(addRegion, { input: caiying() })));
  expect(answers.filter(({ data }) => data.addRegion.region !== null)).toHaveLength(1);
  expect(answers.flatMap(({ data }) => data.addRegion.userErrors.map((error: { code: string }) => error.code))).toEqual(Array(9).fill("TAKEN"));
});

it("only administrators add a division", async () => {
  expect((await org.ask(addRegion, { input: caiying() }, { as: officerAt("site_01jd9x6f3c8m2v5k7n9p1r3t5w") })).faults).toEqual(["FORBIDDEN addRegion"]);
  expect((await org.ask(addRegion, { input: caiying() }, { as: anonymous })).faults).toEqual(["UNAUTHENTICATED addRegion"]);
  expect(await names()).not.toContain("菜营村");
});
