import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { committedCatalog, readRegionCatalog, type CatalogRegion } from "./region-catalog";
import { RegionKind, RegionLevel } from "./region-kinds";

async function all(path?: string): Promise<CatalogRegion[]> {
  const regions: CatalogRegion[] = [];
  for await (const region of readRegionCatalog(path)) regions.push(region);
  return regions;
}

describe("the committed divisions of the country", () => {
  let regions: CatalogRegion[];
  const within = (code: string, level: RegionLevel) => regions.filter((region) => region.level === level && region.code.startsWith(code));
  beforeAll(async () => {
    regions = await all();
  });

  it("are 31 provinces, 342 cities and 2,978 counties", () => {
    expect(within("", RegionLevel.PROVINCE)).toHaveLength(31);
    expect(within("", RegionLevel.CITY)).toHaveLength(342);
    expect(within("", RegionLevel.COUNTY)).toHaveLength(2978);
  });

  it.each([
    ["231081", "绥芬河市", 2, 27],
    ["522723", "贵定县", 8, 116],
    ["652301", "昌吉市", 22, 167],
  ])("hold %s %s with %i townships and %i villages", (code, name, townships, villages) => {
    expect(regions.find((region) => region.code === code)?.name).toBe(name);
    expect(within(code, RegionLevel.TOWNSHIP)).toHaveLength(townships);
    expect(within(code, RegionLevel.VILLAGE)).toHaveLength(villages);
  });

  it("show 绥芬河 as two towns, without 菜营村, which has no code", () => {
    expect(within("231081", RegionLevel.TOWNSHIP)).toEqual([
      { code: "231081100", name: "绥芬河镇", level: "TOWNSHIP", kind: RegionKind.TOWN, parentCode: "231081" },
      { code: "231081101", name: "阜宁镇", level: "TOWNSHIP", kind: RegionKind.TOWN, parentCode: "231081" },
    ]);
    expect(regions.find((region) => region.name.includes("菜营"))).toBeUndefined();
  });

  it("show the corps farms of 昌吉 as government-enterprise units", () => {
    const farms = within("652301", RegionLevel.TOWNSHIP).filter((region) => region.kind === RegionKind.GOVERNMENT_ENTERPRISE_UNIT);
    expect(farms.map((farm) => farm.name)).toContain("兵团军户农场");
    expect(farms).toHaveLength(6);
  });

  it("name every parent before its children, and nothing twice", () => {
    const seen = new Set<string>();
    for (const region of regions) {
      expect(seen.has(region.code)).toBe(false);
      if (region.parentCode !== null) expect(seen.has(region.parentCode)).toBe(true);
      seen.add(region.code);
    }
  });

  it("can be left after a few rows", async () => {
    for await (const region of readRegionCatalog()) {
      expect(region.name).toBe("北京市");
      break;
    }
  });
});

describe("a region catalog", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "regions-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("that is missing fails", async () => {
    await expect(all(join(folder, "absent.tsv.br"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("that is damaged fails", async () => {
    const path = join(folder, "damaged.tsv.br");
    writeFileSync(path, readFileSync(committedCatalog).subarray(0, 15_000));
    await expect(all(path)).rejects.toMatchObject({ code: "Z_BUF_ERROR" });
  });

  it("with a line that is no division fails and shows the line", async () => {
    const path = join(folder, "odd.tsv.br");
    writeFileSync(path, brotliCompressSync(Buffer.from("11\t北京市\n110\t东城区\n")));
    await expect(all(path)).rejects.toThrow('Not a division in the region catalog: "110\\t东城区"');
  });

  it("is committed compressed, in less than 30 kB", () => {
    expect(statSync(committedCatalog).size).toBeLessThan(30_000);
  });
});
