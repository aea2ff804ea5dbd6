import DataLoader from "dataloader";
import sql, { join, raw } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database";
import { inputReasons } from "../errors/input";
import { refuse } from "../errors/refusals";
import { isId } from "../ids/ids";
import { ancestorIdsOf, type SiteNode, type SiteTree } from "./tree";
import { findTreeNodes } from "./site-tree.queries";

/** Where a subgraph's sites stand: the projection, or in org its own table. */
export interface SiteSource {
  /** Has the columns `id` and `path`. */
  readonly table: string;
  find(manager: EntityManager, ids: readonly string[]): Promise<readonly SiteNode[]>;
}

export const siteProjection: SiteSource = { table: "site_tree", find: findTreeNodes };

export interface SiteTreeOptions {
  readonly database: Database;
  readonly source?: SiteSource;
  /** Brings the projection to what org wrote up to now; throws Fault NOT_YET_VISIBLE. Org's own tree needs none. */
  readonly catchUp?: () => Promise<void>;
}

export function createSiteTree({ database, source = siteProjection, catchUp }: SiteTreeOptions): SiteTree {
  // It batches what one tick asks and remembers nothing: a right that was revoked is gone with the next question.
  const nodes = new DataLoader<string, SiteNode | null>(
    async (ids) => {
      const found = new Map((await source.find(database.reader, ids)).map((site) => [site.id, site]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false, maxBatchSize: 1_000 },
  );

  async function known(siteIds: readonly string[]): Promise<readonly (SiteNode | null)[]> {
    const found = await nodes.loadMany(siteIds.map(String));
    const failed = found.find((site): site is Error => site instanceof Error);
    if (failed) throw failed;
    return found as (SiteNode | null)[];
  }

  /** As known, after a second look at what an id of the right form may name by now. */
  async function sought(siteIds: readonly string[]): Promise<readonly (SiteNode | null)[]> {
    const found = await known(siteIds);
    if (!catchUp || !siteIds.some((id, index) => found[index] === null && isId("site", id))) return found;
    await catchUp();
    return known(siteIds);
  }

  return {
    async isWithin(siteId, ancestorIds) {
      if (ancestorIds.length === 0) return false;
      const [site] = await sought([siteId]);
      return site != null && ancestorIds.some((ancestorId) => site.path.includes(`/${ancestorId}/`));
    },
    async require(siteIds, field) {
      const found = await sought(siteIds);
      return found.map((site) => site ?? refuse(inputReasons.unknownId, field));
    },
    find: (siteId) => nodes.load(siteId),
    async ancestorsOf(siteId) {
      const site = await nodes.load(siteId);
      return site ? ancestorIdsOf(site) : [];
    },
    async within(column, ancestorIds) {
      const roots = (await known(ancestorIds)).filter((site): site is SiteNode => site !== null);
      if (roots.length === 0) return sql`1 = 0`;
      // A path ends in "/", and "0" follows "/": the range holds the path itself and every one below, and an index serves it.
      const ranges = roots.map(({ path }) => sql`(path >= ${path} AND path < ${`${path.slice(0, -1)}0`})`);
      return sql`${raw(column)} IN (SELECT id FROM ${raw(source.table)} WHERE ${join(ranges, " OR ")})`;
    },
  };
}
