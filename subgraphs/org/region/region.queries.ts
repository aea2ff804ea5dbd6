import sql, { join, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { inList, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, readPage, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { RegionLevel } from "./region-kinds";
import { Region } from "./region.entity";

export function findRegionsByIds(manager: EntityManager, ids: readonly string[]): Promise<readonly Region[]> {
  return selectRows<Region>(manager, Region, sql`WHERE t.id IN ${inList(ids)}`);
}

export function findRegionsByCodes(manager: EntityManager, codes: readonly string[]): Promise<readonly Region[]> {
  return selectRows<Region>(manager, Region, sql`WHERE t.code IN ${inList(codes)}`);
}

/** Directly below, by code. */
export function findRegionsBelow(manager: EntityManager, parentId: string): Promise<Region[]> {
  return selectRows(manager, Region, sql`WHERE t.parent_id = ${parentId} ORDER BY t.tree_order`);
}

export const regionById = loadOne<Region>((context, ids) => findRegionsByIds(context.reader, ids), (region) => region.id);

/** What is found by code has one, so the key is never null. */
export const regionByCode = loadOne<Region>((context, codes) => findRegionsByCodes(context.reader, codes), (region) => region.code!);

/** For references: every division is public. */
export async function loadRegions(context: SubgraphContext, ids: readonly string[]): Promise<readonly (Region | null)[]> {
  const regions = new Map((await findRegionsByIds(context.reader, ids)).map((region) => [region.id, region]));
  return ids.map((id) => regions.get(id) ?? null);
}

/** The divisions above, topmost first: the path names them all, so one read finds them. */
export async function ancestorsOfRegion(context: SubgraphContext, region: Region): Promise<readonly Region[]> {
  const ids = region.path.split("/").filter((id) => id !== "" && id !== region.id);
  const ancestors = await Promise.all(ids.map((id) => regionById(context, id)));
  return ancestors.filter((ancestor) => ancestor !== null);
}

export interface RegionFilter {
  readonly parentCode?: string | null;
  readonly level?: RegionLevel | null;
  readonly nameContains?: string | null;
}

export const regionOrders = {
  CODE: { name: "region-code", columns: [{ column: "t.tree_order" }] },
  NAME: { name: "region-name", columns: [{ column: "t.name" }, { column: "t.id" }] },
} as const satisfies Record<string, Order>;

export function pageOfRegions(context: SubgraphContext, filter: RegionFilter, order: Order, args: ConnectionArgs) {
  return readPage<Region>(context, { entity: Region, order, where: matching(filter) }, args);
}

export const pageOfChildRegions = defineChildPages<Region, ConnectionArgs>(() => ({ entity: Region, parent: "t.parent_id", order: regionOrders.CODE }));

function matching({ parentCode, level, nameContains }: RegionFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (parentCode) conditions.push(sql`t.parent_id = (SELECT parent.id FROM region parent WHERE parent.code = ${parentCode})`);
  if (level) conditions.push(sql`t.level = ${level}`);
  if (nameContains) conditions.push(sql`INSTR(t.name, ${nameContains}) > 0`);
  return join(conditions, " AND ");
}
