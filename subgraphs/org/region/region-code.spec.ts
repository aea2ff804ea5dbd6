import { kindOfCode, levelOfCode, parentOfCode } from "./region-code";
import { RegionKind, RegionLevel } from "./region-kinds";

describe("a region code", () => {
  it.each([
    ["23", RegionLevel.PROVINCE, null],
    ["2310", RegionLevel.CITY, "23"],
    ["231081", RegionLevel.COUNTY, "2310"],
    ["231081101", RegionLevel.TOWNSHIP, "231081"],
    ["231081101019", RegionLevel.VILLAGE, "231081101"],
  ])("%s tells its level and its parent by its length", (code, level, parent) => {
    expect(levelOfCode(code)).toBe(level);
    expect(parentOfCode(code, level)).toBe(parent);
  });

  it.each(["", "2", "231", "23108", "2310811", "23108110", "2310811010199", "23108a", "２３", " 23"])("is not %j", (code) => {
    expect(levelOfCode(code)).toBeNull();
  });

  it.each([
    ["000", RegionKind.OTHER],
    ["001", RegionKind.STREET],
    ["099", RegionKind.STREET],
    ["100", RegionKind.TOWN],
    ["199", RegionKind.TOWN],
    ["200", RegionKind.TOWNSHIP],
    ["399", RegionKind.TOWNSHIP],
    ["400", RegionKind.GOVERNMENT_ENTERPRISE_UNIT],
    ["599", RegionKind.GOVERNMENT_ENTERPRISE_UNIT],
    ["600", RegionKind.OTHER],
  ])("with the township part %s is of kind %s", (part, kind) => {
    expect(kindOfCode(`231081${part}`, RegionLevel.TOWNSHIP)).toBe(kind);
  });

  it.each([
    ["000", RegionKind.OTHER],
    ["001", RegionKind.RESIDENTS_COMMITTEE],
    ["199", RegionKind.RESIDENTS_COMMITTEE],
    ["200", RegionKind.VILLAGERS_COMMITTEE],
    ["399", RegionKind.VILLAGERS_COMMITTEE],
    ["400", RegionKind.OTHER],
    ["599", RegionKind.OTHER],
  ])("with the village part %s is of kind %s", (part, kind) => {
    expect(kindOfCode(`231081101${part}`, RegionLevel.VILLAGE)).toBe(kind);
  });
});
