import sql, { join, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { forUpdate, inList, selectRows } from "../../../kernel/database/rows";
import { loadMany, loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, readPage, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { ActivityHost } from "./activity-host.entity";
import type { ActivityStatus } from "./activity-status";
import { Activity } from "./activity.entity";

export async function findActivities(manager: EntityManager, ids: readonly string[]): Promise<readonly Activity[]> {
  return selectRows(manager, Activity, sql`WHERE t.id IN ${inList(ids)}`);
}

/** For whoever adds to it: the activity stays as it is until the transaction ends. */
export async function holdActivity(tx: EntityManager, id: string): Promise<Activity | null> {
  const [activity] = await selectRows(tx, Activity, sql`WHERE t.id = ${id} ${forUpdate(tx)}`);
  return activity ?? null;
}

export async function findHosts(manager: EntityManager, activityIds: readonly string[]): Promise<readonly ActivityHost[]> {
  return selectRows(manager, ActivityHost, sql`WHERE t.activity_id IN ${inList(activityIds)} ORDER BY t.activity_id, t.position`);
}

export const activityById = loadOne<Activity>((context, ids) => findActivities(context.reader, ids), (activity) => activity.id);

/** In the order in which they were announced. */
export const hostsOf = loadMany<ActivityHost>((context, activityIds) => findHosts(context.reader, activityIds), (host) => host.activityId);

/** For references: an announcement is public, also once it is called off. */
export async function loadActivities(context: SubgraphContext, ids: readonly string[]): Promise<readonly (Activity | null)[]> {
  const activities = new Map((await findActivities(context.reader, ids)).map((activity) => [activity.id, activity]));
  return ids.map((id) => activities.get(id) ?? null);
}

export interface ActivityFilter {
  readonly siteId?: string | null;
  readonly kind?: string | null;
  readonly status?: ActivityStatus | null;
  readonly startsFrom?: Instant | null;
  readonly startsTo?: Instant | null;
}

export const activityOrders = {
  EARLIEST: { name: "activity-earliest", columns: [{ column: "t.starts_at" }, { column: "t.id" }] },
  LATEST: { name: "activity-latest", columns: [{ column: "t.starts_at", descending: true }, { column: "t.id", descending: true }] },
} as const satisfies Record<string, Order>;

export function pageOfActivities(context: SubgraphContext, filter: ActivityFilter, order: Order, args: ConnectionArgs) {
  return readPage<Activity>(context, { entity: Activity, order, where: filteredBy(filter) }, args);
}

type ActivitiesAtArgs = ConnectionArgs & Pick<ActivityFilter, "status" | "startsFrom" | "startsTo">;

export const pageOfActivitiesAt = defineChildPages<Activity, ActivitiesAtArgs>((_context, { status, startsFrom, startsTo }) => ({
  entity: Activity,
  joins: sql`JOIN activity_host h ON h.activity_id = t.id`,
  parent: "h.site_id",
  order: activityOrders.EARLIEST,
  where: filteredBy({ status, startsFrom, startsTo }),
}));

function filteredBy(filter: ActivityFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (filter.siteId != null) conditions.push(sql`EXISTS (SELECT 1 FROM activity_host h WHERE h.activity_id = t.id AND h.site_id = ${filter.siteId})`);
  if (filter.kind != null) conditions.push(sql`t.kind = ${filter.kind}`);
  if (filter.status != null) conditions.push(sql`t.status = ${filter.status}`);
  if (filter.startsFrom != null) conditions.push(sql`t.starts_at >= ${filter.startsFrom}`);
  if (filter.startsTo != null) conditions.push(sql`t.starts_at < ${filter.startsTo}`);
  return join(conditions, " AND ");
}
