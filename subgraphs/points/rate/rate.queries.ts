import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { inList, selectRows } from "../../../kernel/database/rows";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Day } from "../../../kernel/time/time";
import { PointsRate } from "./rate.entity";

/** The version in force on a day at the nearest of these sites that has one; null where none has. */
export async function findRateInForce(manager: EntityManager, nearestFirst: readonly string[], kind: string, day: Day): Promise<PointsRate | null> {
  const versions = await selectRows(manager, PointsRate, sql`WHERE t.site_id IN ${inList(nearestFirst)} AND t.kind = ${kind} AND t.valid_from <= ${day} ORDER BY t.valid_from DESC`);
  for (const siteId of nearestFirst) {
    const latest = versions.find((version) => version.siteId === siteId);
    if (latest) return latest;
  }
  return null;
}

/** For references: what an hour counts is public. */
export async function loadRates(context: SubgraphContext, ids: readonly string[]): Promise<readonly (PointsRate | null)[]> {
  const rates = new Map((await selectRows(context.reader, PointsRate, sql`WHERE t.id IN ${inList(ids)}`)).map((rate) => [rate.id, rate]));
  return ids.map((id) => rates.get(id) ?? null);
}

const latest = { name: "rate-latest", columns: [{ column: "t.valid_from", descending: true }, { column: "t.id", descending: true }] } as const satisfies Order;

export const pageOfRatesAt = defineChildPages<PointsRate, ConnectionArgs>(() => ({ entity: PointsRate, parent: "t.site_id", order: latest }));
