import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { hasRole, isAdministrator } from "../../../kernel/auth/caller";
import { inList, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, readPage, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { PointsAccount } from "./account.entity";

/** The accounts that the caller may see, which SQL knows as `alias`: every read goes through it, so a foreign account answers like none, whichever way in. */
export async function visibleAccounts(context: SubgraphContext, alias = "t"): Promise<Sql> {
  const { caller } = context;
  if (isAdministrator(caller)) return sql`1 = 1`;
  const grants = [sql`1 = 0`];
  if (caller.volunteerId !== null) grants.push(sql`${raw(alias)}.holder_id = ${caller.volunteerId}`);
  if (hasRole(caller, "SITE_OFFICER")) grants.push(await context.tree.within(`${alias}.site_id`, caller.siteIds));
  return sql`(${join(grants, " OR ")})`;
}

/** For verbs, which look at more than the caller may. */
export async function findAccountAt(tx: EntityManager, holderId: string, siteId: string): Promise<PointsAccount | null> {
  const [account] = await selectRows(tx, PointsAccount, sql`WHERE t.holder_id = ${holderId} AND t.site_id = ${siteId}`);
  return account ?? null;
}

async function findVisibleAccounts(context: SubgraphContext, ids: readonly string[]): Promise<readonly PointsAccount[]> {
  return selectRows(context.reader, PointsAccount, sql`WHERE t.id IN ${inList(ids)} AND ${await visibleAccounts(context)}`);
}

export const accountById = loadOne<PointsAccount>(findVisibleAccounts, (account) => account.id);

/** For references: whether an account exists is as personal as what it holds. */
export async function loadAccounts(context: SubgraphContext, ids: readonly string[]): Promise<readonly (PointsAccount | null)[]> {
  const accounts = new Map((await findVisibleAccounts(context, ids)).map((account) => [account.id, account]));
  return ids.map((id) => accounts.get(id) ?? null);
}

export interface AccountFilter {
  readonly siteId?: string | null;
  readonly holderId?: string | null;
}

/** None by balance: an order over it would rank people. */
const opened = { name: "account-opened", columns: [{ column: "t.opened_at" }, { column: "t.id" }] } as const satisfies Order;

export async function pageOfAccounts(context: SubgraphContext, filter: AccountFilter, args: ConnectionArgs) {
  return readPage<PointsAccount>(context, { entity: PointsAccount, order: opened, where: await filteredBy(context, filter) }, args);
}

export const pageOfAccountsHeldBy = defineChildPages<PointsAccount, ConnectionArgs>(async (context) => ({ entity: PointsAccount, parent: "t.holder_id", order: opened, where: await visibleAccounts(context) }));
export const pageOfAccountsAt = defineChildPages<PointsAccount, ConnectionArgs>(async (context) => ({ entity: PointsAccount, parent: "t.site_id", order: opened, where: await visibleAccounts(context) }));

async function filteredBy(context: SubgraphContext, filter: AccountFilter): Promise<Sql> {
  const conditions = [await visibleAccounts(context)];
  if (filter.siteId != null) conditions.push(sql`t.site_id = ${filter.siteId}`);
  if (filter.holderId != null) conditions.push(sql`t.holder_id = ${filter.holderId}`);
  return join(conditions, " AND ");
}
