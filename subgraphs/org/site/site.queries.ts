import sql, { join, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { inList, query, selectRows } from "../../../kernel/database/rows";
import { loadMany, loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, readPage, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Day } from "../../../kernel/time/time";
import type { SiteNode } from "../../../kernel/tree/tree";
import { Region } from "../region/region.entity";
import type { SiteLevel } from "./site-level";
import { PracticeSite } from "./site.entity";

export async function findSites(manager: EntityManager, ids: readonly string[]): Promise<readonly PracticeSite[]> {
  return selectRows(manager, PracticeSite, sql`WHERE t.id IN ${inList(ids)}`);
}

/** The whole subtree without the site itself. A path ends in "/", which "0" follows, so an index serves the range. */
export function findSitesBelow(manager: EntityManager, site: Pick<PracticeSite, "path">): Promise<readonly PracticeSite[]> {
  return selectRows(manager, PracticeSite, sql`WHERE t.path > ${site.path} AND t.path < ${`${site.path.slice(0, -1)}0`} ORDER BY t.path`);
}

/** The sites as rights and rules see them. */
export async function findSiteNodes(manager: EntityManager, ids: readonly string[]): Promise<readonly SiteNode[]> {
  const [sites, regionIds] = await Promise.all([findSites(manager, ids), findRegionIdsCovered(manager, ids)]);
  return sites.map(({ id, parentId, path, level, foundedOn, closedOn }) => ({ id, parentId, path, level, foundedOn, closedOn, regionIds: regionIds.get(id) ?? [] }));
}

/** The regions that each site covers now, by the site's id; a site that covers none is absent. */
export async function findRegionIdsCovered(manager: EntityManager, siteIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const covered = new Map<string, string[]>();
  for (const { site_id, region_id } of await findCoverage(manager, siteIds)) covered.set(site_id, [...(covered.get(site_id) ?? []), region_id]);
  return covered;
}

function findCoverage(manager: EntityManager, siteIds: readonly string[]): Promise<{ site_id: string; region_id: string }[]> {
  return query(manager, sql`SELECT site_id, region_id FROM site_coverage WHERE covers_to IS NULL AND site_id IN ${inList(siteIds)} ORDER BY site_id, region_id`);
}

export const siteById = loadOne<PracticeSite>((context, ids) => findSites(context.reader, ids), (site) => site.id);

/** For references: every site is public, closed ones too, since what they recorded still names them. */
export async function loadSites(context: SubgraphContext, ids: readonly string[]): Promise<readonly (PracticeSite | null)[]> {
  const sites = new Map((await findSites(context.reader, ids)).map((site) => [site.id, site]));
  return ids.map((id) => sites.get(id) ?? null);
}

/** Ancestors, nearest last, out of one read: the path names them all. */
export async function ancestorsOf(context: SubgraphContext, site: PracticeSite): Promise<readonly PracticeSite[]> {
  const ids = site.path.split("/").filter((id) => id !== "" && id !== site.id);
  const ancestors = await Promise.all(ids.map((id) => siteById(context, id)));
  return ancestors.filter((ancestor): ancestor is PracticeSite => ancestor !== null);
}

export interface SiteFilter {
  readonly level?: SiteLevel | null;
  readonly nameContains?: string | null;
  readonly parentId?: string | null;
  readonly openOn?: Day | null;
}

export const siteOrders = {
  FOUNDED: { name: "site-founded", columns: [{ column: "t.founded_on" }, { column: "t.id" }] },
  NAME: { name: "site-name", columns: [{ column: "t.name" }, { column: "t.id" }] },
} as const satisfies Record<string, Order>;

export function pageOfSites(context: SubgraphContext, filter: SiteFilter, order: Order, args: ConnectionArgs) {
  return readPage<PracticeSite>(context, { entity: PracticeSite, order, where: filteredBy(filter) }, args);
}

export interface SitesBelowArgs extends ConnectionArgs {
  readonly level?: SiteLevel | null;
}

export const pageOfChildren = defineChildPages<PracticeSite, SitesBelowArgs>((_context, { level }) => ({
  entity: PracticeSite,
  parent: "t.parent_id",
  order: siteOrders.FOUNDED,
  where: filteredBy({ level }),
}));

export const pageOfSitesCovering = defineChildPages<PracticeSite, SitesBelowArgs>((_context, { level }) => ({
  entity: PracticeSite,
  joins: sql`JOIN site_coverage c ON c.site_id = t.id AND c.covers_to IS NULL`,
  parent: "c.region_id",
  order: siteOrders.FOUNDED,
  where: filteredBy({ level }),
}));

function filteredBy(filter: SiteFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (filter.level) conditions.push(sql`t.level = ${filter.level}`);
  if (filter.parentId) conditions.push(sql`t.parent_id = ${filter.parentId}`);
  if (filter.nameContains) conditions.push(sql`t.name LIKE ${`%${filter.nameContains.replace(/[\\%_]/g, "\\$&")}%`} ESCAPE ${"\\"}`);
  if (filter.openOn) conditions.push(sql`t.founded_on <= ${filter.openOn} AND (t.closed_on IS NULL OR t.closed_on > ${filter.openOn})`);
  return join(conditions, " AND ");
}

/** The regions that sites cover now, each beside the site. */
export const regionsCovered = loadMany<Region & { siteId: string }>(
  (context, siteIds) => findRegionsCovered(context.reader, siteIds),
  (region) => region.siteId,
);

async function findRegionsCovered(manager: EntityManager, siteIds: readonly string[]): Promise<readonly (Region & { siteId: string })[]> {
  const covers = await findCoverage(manager, siteIds);
  if (covers.length === 0) return [];
  const regions = await selectRows(manager, Region, sql`WHERE t.id IN ${inList([...new Set(covers.map((cover) => cover.region_id))])} ORDER BY t.tree_order`);
  const place = new Map(regions.map((region, index) => [region.id, index]));
  return covers
    .filter((cover) => place.has(cover.region_id))
    .sort((left, right) => place.get(left.region_id)! - place.get(right.region_id)!)
    .map((cover) => ({ ...regions[place.get(cover.region_id)!]!, siteId: cover.site_id }));
}

export const successorsOf = loadMany<PracticeSite & { of: string }>((context, ids) => findAlongSuccession(context.reader, ids, "predecessor_id", "successor_id"), (site) => site.of);
export const predecessorsOf = loadMany<PracticeSite & { of: string }>((context, ids) => findAlongSuccession(context.reader, ids, "successor_id", "predecessor_id"), (site) => site.of);

async function findAlongSuccession(manager: EntityManager, ids: readonly string[], from: "predecessor_id" | "successor_id", to: "predecessor_id" | "successor_id"): Promise<readonly (PracticeSite & { of: string })[]> {
  const links = await query<{ predecessor_id: string; successor_id: string }>(
    manager,
    from === "predecessor_id"
      ? sql`SELECT predecessor_id, successor_id FROM site_succession WHERE predecessor_id IN ${inList(ids)} ORDER BY successor_id`
      : sql`SELECT predecessor_id, successor_id FROM site_succession WHERE successor_id IN ${inList(ids)} ORDER BY predecessor_id`,
  );
  const sites = new Map((await findSites(manager, [...new Set(links.map((link) => link[to]))])).map((site) => [site.id, site]));
  return links.map((link) => ({ ...sites.get(link[to])!, of: link[from] }));
}
