import { registerEnumType } from "type-graphql";

/** Ordered from the country downwards: a unit always lies below a unit of an earlier level. */
export enum RegionLevel {
  PROVINCE = "PROVINCE",
  CITY = "CITY",
  COUNTY = "COUNTY",
  TOWNSHIP = "TOWNSHIP",
  VILLAGE = "VILLAGE",
}

export enum RegionKind {
  PROVINCE = "PROVINCE",
  CITY = "CITY",
  COUNTY = "COUNTY",
  STREET = "STREET",
  TOWN = "TOWN",
  TOWNSHIP = "TOWNSHIP",
  GOVERNMENT_ENTERPRISE_UNIT = "GOVERNMENT_ENTERPRISE_UNIT",
  RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE",
  VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE",
  OTHER = "OTHER",
}

const levelsInOrder = Object.values(RegionLevel);

const kindsByLevel: Record<RegionLevel, readonly RegionKind[]> = {
  PROVINCE: [RegionKind.PROVINCE],
  CITY: [RegionKind.CITY],
  COUNTY: [RegionKind.COUNTY],
  TOWNSHIP: [RegionKind.STREET, RegionKind.TOWN, RegionKind.TOWNSHIP, RegionKind.GOVERNMENT_ENTERPRISE_UNIT, RegionKind.OTHER],
  VILLAGE: [RegionKind.RESIDENTS_COMMITTEE, RegionKind.VILLAGERS_COMMITTEE, RegionKind.OTHER],
};

export function liesBelow(level: RegionLevel, upper: RegionLevel): boolean {
  return levelsInOrder.indexOf(level) > levelsInOrder.indexOf(upper);
}

export function kindFitsLevel(kind: RegionKind, level: RegionLevel): boolean {
  return kindsByLevel[level].includes(kind);
}

registerEnumType(RegionLevel, {
  name: "RegionLevel",
  description: "How far down the country's administrative hierarchy (行政层级) a division stands.",
  valuesConfig: {
    PROVINCE: { description: "省级: province, autonomous region or municipality under the central government." },
    CITY: { description: "地级: prefecture-level city, prefecture or league; also the rows that only group counties run directly from above (省直辖县级行政区划)." },
    COUNTY: { description: "县级: county, county-level city, district or banner; the level that has a practice center." },
    TOWNSHIP: { description: "乡级: street, town, township, or a farm or zone that acts as one." },
    VILLAGE: { description: "村级: village or urban community." },
  },
});

registerEnumType(RegionKind, {
  name: "RegionKind",
  description: "What sort of administrative division (区划类别) it is, as far as its code tells.",
  valuesConfig: {
    PROVINCE: { description: "省级行政区: the codes do not tell a province from an autonomous region or municipality; the name does." },
    CITY: { description: "地级行政区: a city of prefecture level, a prefecture or league, or a row that only groups counties." },
    COUNTY: { description: "县级行政区: county, county-level city, district or banner; the name tells which." },
    STREET: { description: "街道: a street office; township part of the code 001 to 099." },
    TOWN: { description: "镇: township part of the code 100 to 199." },
    TOWNSHIP: { description: "乡: township, ethnic township or sumu; township part of the code 200 to 399." },
    GOVERNMENT_ENTERPRISE_UNIT: { description: "政企合一单位: a state farm, corps regiment or development zone in the place of a township; township part of the code 400 to 599." },
    RESIDENTS_COMMITTEE: { description: "居民委员会: an urban community; village part of the code 001 to 199." },
    VILLAGERS_COMMITTEE: { description: "村民委员会: an administrative village; village part of the code 200 to 399." },
    OTHER: { description: "其他: a unit whose code lies outside the ranges, such as farm and zone communities (village part 400 to 599)." },
  },
});
