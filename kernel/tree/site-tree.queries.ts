import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { inList, query, run } from "../database/rows";
import type { SiteNode } from "./tree";

interface TreeRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly path: string;
  readonly level: string;
  readonly region_ids: string;
  readonly founded_on: string;
  readonly closed_on: string | null;
}

export async function findTreeNodes(manager: EntityManager, ids: readonly string[]): Promise<readonly SiteNode[]> {
  const rows = await query<TreeRow>(manager, sql`SELECT id, parent_id, path, level, region_ids, founded_on, closed_on FROM site_tree WHERE id IN ${inList(ids)}`);
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    path: row.path,
    level: row.level,
    regionIds: JSON.parse(row.region_ids) as string[],
    foundedOn: row.founded_on,
    closedOn: row.closed_on,
  }));
}

/** The site as its owner last told of it, in place of what was known before. */
export async function putTreeNode(tx: EntityManager, site: SiteNode): Promise<void> {
  await removeTreeNode(tx, site.id);
  await run(
    tx,
    sql`INSERT INTO site_tree (id, parent_id, path, level, region_ids, founded_on, closed_on)
        VALUES (${site.id}, ${site.parentId}, ${site.path}, ${site.level}, ${JSON.stringify(site.regionIds)}, ${site.foundedOn}, ${site.closedOn})`,
  );
}

export async function removeTreeNode(tx: EntityManager, id: string): Promise<void> {
  await run(tx, sql`DELETE FROM site_tree WHERE id = ${id}`);
}

export async function emptyTree(tx: EntityManager): Promise<void> {
  await run(tx, sql`DELETE FROM site_tree`);
}
