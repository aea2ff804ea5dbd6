import type { SubgraphDefinition } from "../../kernel/subgraph/definition";
import { owned } from "../../kernel/subgraph/definition";
import { orgMigrations } from "./migrations/migrations";
import { Region } from "./region/region.entity";
import { regionPolicies } from "./region/region.policies";
import { loadRegions } from "./region/region.queries";
import { RegionResolver } from "./region/region.resolver";
import { SiteCoverage } from "./site/site-coverage.entity";
import { SiteSuccession } from "./site/site-succession.entity";
import { PracticeSite } from "./site/site.entity";
import { sitePolicies } from "./site/site.policies";
import { findSiteNodes, loadSites } from "./site/site.queries";
import { RegionSitesResolver, SiteResolver } from "./site/site.resolver";

/** Owns the two trees: regions as the state draws them, practice sites as the counties found them. */
export const org: SubgraphDefinition = {
  name: "org",
  resolvers: [RegionResolver, SiteResolver, RegionSitesResolver],
  entityTypes: { Region: owned("region", loadRegions), PracticeSite: owned("site", loadSites) },
  entities: [Region, PracticeSite, SiteCoverage, SiteSuccession],
  migrations: orgMigrations,
  policies: [regionPolicies, sitePolicies],
  sites: { table: "practice_site", find: findSiteNodes },
};
