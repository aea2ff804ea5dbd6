import { granted } from "../../kernel/errors/granted";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import type { Day } from "../../kernel/time/time";
import { addRegion } from "./region/add-region";
import { loadRegionCatalog } from "./region/load-region-catalog";
import { RegionKind, RegionLevel } from "./region/region-kinds";
import type { Region } from "./region/region.entity";
import { findRegionsBelow, regionByCode } from "./region/region.queries";
import { foundSite, type FoundSiteInput } from "./site/found-site";
import { mergeSites } from "./site/merge-sites";
import { SiteLevel } from "./site/site-level";
import type { PracticeSite } from "./site/site.entity";
import { pageOfSites, siteOrders } from "./site/site.queries";

export { RegionKind, RegionLevel };

/** The verbs with which specifications and the demo set up the hierarchy: the same that the API offers. */
export function orgWorld(org: Subgraph, request: GraphRequest) {
  const context = () => org.context(request);
  const found = async (input: FoundSiteInput) => granted(await foundSite(context(), input), "site");

  return {
    hasSites: async () => (await pageOfSites(context(), {}, siteOrders.FOUNDED, { first: 1 })).nodes.length > 0,
    /** The whole country down to its counties, three of them down to their villages; again it changes nothing. */
    register: () => loadRegionCatalog(context()),
    region: async (code: string) => {
      const region = await regionByCode(context(), code);
      if (!region) throw new Error(`The register holds no division ${code}`);
      return region;
    },
    /** By code. */
    regionsBelow: (region: Region) => findRegionsBelow(context().reader, region.id),
    uncodedRegion: async (name: string, parent: Region, level: RegionLevel, kind: RegionKind) => granted(await addRegion(context(), { parentId: parent.id, name, level, kind }), "region"),
    center: (name: string, given: Partial<FoundSiteInput> = {}) => found({ foundedOn: "2020-01-01", ...given, name, level: SiteLevel.CENTER }),
    institute: (name: string, parent: PracticeSite, given: Partial<FoundSiteInput> = {}) => found({ foundedOn: "2020-01-01", ...given, name, level: SiteLevel.INSTITUTE, parentId: parent.id }),
    station: (name: string, parent: PracticeSite, given: Partial<FoundSiteInput> = {}) => found({ foundedOn: "2020-01-01", ...given, name, level: SiteLevel.STATION, parentId: parent.id }),
    spot: (name: string, parent: PracticeSite, given: Partial<FoundSiteInput> = {}) => found({ foundedOn: "2020-01-01", ...given, name, level: SiteLevel.SPOT, parentId: parent.id }),
    merged: async (name: string, sites: readonly PracticeSite[], effectiveOn: Day) => granted(await mergeSites(context(), { siteIds: sites.map((site) => site.id), name, effectiveOn }), "site"),
  };
}

export type OrgWorld = ReturnType<typeof orgWorld>;
