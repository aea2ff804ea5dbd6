import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { loadRegionCatalog } from "./load-region-catalog";
import { readRegionCatalog, type CatalogRegion } from "./region-catalog";
import { RegionKind, RegionLevel } from "./region-kinds";
import { Region, regionBelow } from "./region.entity";

let org: TestSubgraph;

beforeEach(async () => {
  org = await testSubgraph(definition);
});

const load = (catalog?: AsyncIterable<CatalogRegion>) => loadRegionCatalog(org.context(requestBy(administrator)), catalog);

const heilongjiang: CatalogRegion = { code: "23", name: "黑龙江省", level: RegionLevel.PROVINCE, kind: RegionKind.PROVINCE, parentCode: null };
const mudanjiang: CatalogRegion = { code: "2310", name: "牡丹江市", level: RegionLevel.CITY, kind: RegionKind.CITY, parentCode: "23" };
const suifenhe: CatalogRegion = { code: "231081", name: "绥芬河市", level: RegionLevel.COUNTY, kind: RegionKind.COUNTY, parentCode: "2310" };

async function* catalogOf(...regions: readonly CatalogRegion[]): AsyncGenerator<CatalogRegion> {
  yield* regions;
}

async function stored(): Promise<Region[]> {
  return org.database.reader.find(Region, { order: { treeOrder: "ASC" } });
}

it("the committed divisions load whole, and loading them again changes nothing", async () => {
  expect(await load()).toEqual({ added: 3693, renamed: 0, unchanged: 0 });
  const before = await stored();
  expect(await load()).toEqual({ added: 0, renamed: 0, unchanged: 3693 });
  expect(await stored()).toEqual(before);
});

it("the order of the tree is the order of the codes, and every path runs from the province to the division itself", async () => {
  await load();
  const regions = await stored();
  expect(regions.map((region) => region.code)).toEqual(regions.map((region) => region.code).sort());
  const byId = new Map(regions.map((region) => [region.id, region]));
  for (const { id, code, parentId, path } of regions) {
    const parent = parentId === null ? null : byId.get(parentId)!;
    expect(path).toBe(`${parent?.path ?? "/"}${id}/`);
    expect(code!.startsWith(parent?.code ?? "")).toBe(true);
  }
});

it("a seed and a clock make the ids: two databases get the same", async () => {
  await load();
  const first = await stored();
  org = await testSubgraph(definition);
  await load();
  expect(await stored()).toEqual(first);
});

it("what is missing is added and a new name taken over, under the id it had", async () => {
  await load(catalogOf(heilongjiang, { ...mudanjiang, name: "旧名市" }));
  const [, before] = await stored();
  expect(await load(catalogOf(heilongjiang, mudanjiang, suifenhe))).toEqual({ added: 1, renamed: 1, unchanged: 1 });
  const regions = await stored();
  expect(regions.map((region) => region.name)).toEqual(["黑龙江省", "牡丹江市", "绥芬河市"]);
  expect(regions[1]).toEqual({ ...before, name: "牡丹江市" });
});

it("a load that was cut short is completed by the next", async () => {
  async function* torn(): AsyncGenerator<CatalogRegion> {
    let rows = 0;
    for await (const region of readRegionCatalog()) {
      if (++rows > 3_000) throw new Error("torn");
      yield region;
    }
  }
  await expect(load(torn())).rejects.toThrow("torn");
  expect(await stored()).toHaveLength(2_000);
  expect(await load()).toEqual({ added: 1693, renamed: 0, unchanged: 2000 });
});

it("two loads at once leave every division once", async () => {
  const loads = await Promise.allSettled([load(), load()]);
  expect(loads.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
  expect(await load()).toEqual({ added: 0, renamed: 0, unchanged: 3693 });
  expect(await stored()).toHaveLength(3693);
});

it("a catalog with a division but without the one above it is refused whole", async () => {
  await expect(load(catalogOf(heilongjiang, suifenhe))).rejects.toThrow("names 231081 before, or without, the division above it");
  expect(await stored()).toEqual([]);
});

it("the fast reader gives what find gives", async () => {
  const province = regionBelow(null, { id: "region_01jd9x6f3c8m2v5k7n9p1r3t5w", ...heilongjiang });
  const revoked: Region = { ...regionBelow(province, { id: "region_01jd9x6f3c8m2v5k7n9p1r3t5x", ...mudanjiang, code: null }), validFrom: "1983-09-08", validTo: "2026-01-01" };
  await expectRowOfAgreesWithFind(org.database, Region, [province, revoked]);
});
