import { registerEnumType } from "type-graphql";

export enum SiteLevel {
  CENTER = "CENTER",
  INSTITUTE = "INSTITUTE",
  STATION = "STATION",
  SPOT = "SPOT",
}

registerEnumType(SiteLevel, {
  name: "SiteLevel",
  description: "中心·所·站·点: the level of a practice site in its county's chain.",
  valuesConfig: {
    CENTER: { description: "中心: the center of a county, a city or a zone." },
    INSTITUTE: { description: "所: the institute of a township or street." },
    STATION: { description: "站: the station of a village or community." },
    SPOT: { description: "点: a spot, such as a museum, a shop or a square, at any place in the chain." },
  },
});

const levels = Object.values(SiteLevel);

/** A site stands under a higher one; only a center may stand under its like, as a county's does under its city's. */
export function mayStandUnder(level: SiteLevel, parentLevel: SiteLevel): boolean {
  return levels.indexOf(level) > levels.indexOf(parentLevel) || (level === SiteLevel.CENTER && parentLevel === SiteLevel.CENTER);
}
