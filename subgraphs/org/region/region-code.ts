import { RegionKind, RegionLevel } from "./region-kinds";

const levelOfLength: Readonly<Record<number, RegionLevel>> = {
  2: RegionLevel.PROVINCE,
  4: RegionLevel.CITY,
  6: RegionLevel.COUNTY,
  9: RegionLevel.TOWNSHIP,
  12: RegionLevel.VILLAGE,
};

const parentLength: Record<RegionLevel, number> = { PROVINCE: 0, CITY: 2, COUNTY: 4, TOWNSHIP: 6, VILLAGE: 9 };

/** Null for anything that is no code of 2, 4, 6, 9 or 12 digits. */
export function levelOfCode(code: string): RegionLevel | null {
  return /^\d+$/.test(code) ? levelOfLength[code.length] ?? null : null;
}

export function parentOfCode(code: string, level: RegionLevel): string | null {
  return level === RegionLevel.PROVINCE ? null : code.slice(0, parentLength[level]);
}

export function kindOfCode(code: string, level: RegionLevel): RegionKind {
  switch (level) {
    case RegionLevel.PROVINCE:
      return RegionKind.PROVINCE;
    case RegionLevel.CITY:
      return RegionKind.CITY;
    case RegionLevel.COUNTY:
      return RegionKind.COUNTY;
    case RegionLevel.TOWNSHIP:
      return townshipKind(Number(code.slice(6)));
    case RegionLevel.VILLAGE:
      return villageKind(Number(code.slice(9)));
  }
}

function townshipKind(part: number): RegionKind {
  if (part >= 1 && part <= 99) return RegionKind.STREET;
  if (part >= 100 && part <= 199) return RegionKind.TOWN;
  if (part >= 200 && part <= 399) return RegionKind.TOWNSHIP;
  if (part >= 400 && part <= 599) return RegionKind.GOVERNMENT_ENTERPRISE_UNIT;
  return RegionKind.OTHER;
}

function villageKind(part: number): RegionKind {
  if (part >= 1 && part <= 199) return RegionKind.RESIDENTS_COMMITTEE;
  if (part >= 200 && part <= 399) return RegionKind.VILLAGERS_COMMITTEE;
  return RegionKind.OTHER;
}
