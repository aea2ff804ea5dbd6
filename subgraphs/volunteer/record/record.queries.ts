import sql, { join, type Sql } from "sql-template-tag";
import { hasRole, isAdministrator } from "../../../kernel/auth/caller";
import { inList, selectRows } from "../../../kernel/database/rows";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { ServiceRecord } from "./record.entity";

/** The records that the caller may see: every read of this file goes through it. */
async function visible(context: SubgraphContext): Promise<Sql> {
  const { caller } = context;
  if (isAdministrator(caller)) return sql`1 = 1`;
  const grants = [sql`1 = 0`];
  if (caller.volunteerId !== null) grants.push(sql`t.volunteer_id = ${caller.volunteerId}`);
  if (hasRole(caller, "SITE_OFFICER")) {
    grants.push(await context.tree.within("t.site_id", caller.siteIds));
    grants.push(sql`EXISTS (SELECT 1 FROM volunteer v WHERE v.id = t.volunteer_id AND ${await context.tree.within("v.site_id", caller.siteIds)})`);
  }
  return sql`(${join(grants, " OR ")})`;
}

/** For references: whether a record exists is as personal as what it says. */
export async function loadRecords(context: SubgraphContext, ids: readonly string[]): Promise<readonly (ServiceRecord | null)[]> {
  const found = await selectRows(context.reader, ServiceRecord, sql`WHERE t.id IN ${inList(ids)} AND ${await visible(context)}`);
  const records = new Map(found.map((record) => [record.id, record]));
  return ids.map((id) => records.get(id) ?? null);
}

const latest = { name: "record-latest", columns: [{ column: "t.served_at", descending: true }, { column: "t.id", descending: true }] } as const satisfies Order;

export const pageOfRecordsOf = defineChildPages<ServiceRecord, ConnectionArgs>(async (context) => ({ entity: ServiceRecord, parent: "t.volunteer_id", order: latest, where: await visible(context) }));
