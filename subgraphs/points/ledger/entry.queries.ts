import sql, { type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { inList, selectRows } from "../../../kernel/database/rows";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { visibleAccounts } from "../account/account.queries";
import { LedgerEntry } from "./entry.entity";
import { IssuingAccount } from "./issuing-account.entity";

export async function findIssuingAccount(manager: EntityManager, siteId: string): Promise<IssuingAccount | null> {
  const [account] = await selectRows(manager, IssuingAccount, sql`WHERE t.site_id = ${siteId}`);
  return account ?? null;
}

/** The entries that the caller may see: those of an account that is visible. */
async function visible(context: SubgraphContext): Promise<Sql> {
  return sql`EXISTS (SELECT 1 FROM points_account a WHERE a.id IN (t.source_id, t.destination_id) AND ${await visibleAccounts(context, "a")})`;
}

/** For references: that points moved is as personal as the accounts. */
export async function loadEntries(context: SubgraphContext, ids: readonly string[]): Promise<readonly (LedgerEntry | null)[]> {
  const entries = new Map((await selectRows(context.reader, LedgerEntry, sql`WHERE t.id IN ${inList(ids)} AND ${await visible(context)}`)).map((entry) => [entry.id, entry]));
  return ids.map((id) => entries.get(id) ?? null);
}

const latest = { name: "entry-latest", columns: [{ column: "t.posted_at", descending: true }, { column: "t.id", descending: true }] } as const satisfies Order;

export const pageOfEntriesOfAccount = defineChildPages<LedgerEntry, ConnectionArgs>(async (context) => ({
  entity: LedgerEntry,
  joins: sql`JOIN points_account a ON a.id = t.source_id OR a.id = t.destination_id`,
  parent: "a.id",
  order: latest,
  where: await visibleAccounts(context, "a"),
}));

export const pageOfEntriesOfRecord = defineChildPages<LedgerEntry, ConnectionArgs>(async (context) => ({ entity: LedgerEntry, parent: "t.service_record_id", order: latest, where: await visible(context) }));
