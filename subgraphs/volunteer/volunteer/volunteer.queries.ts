import sql, { join, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { forUpdate, inList, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, readPage, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { isVolunteerNumber } from "./volunteer-number";
import { Volunteer } from "./volunteer.entity";

async function findVolunteers(manager: EntityManager, ids: readonly string[]): Promise<readonly Volunteer[]> {
  return selectRows(manager, Volunteer, sql`WHERE t.id IN ${inList(ids)}`);
}

async function findVolunteersByNumber(manager: EntityManager, numbers: readonly string[]): Promise<readonly Volunteer[]> {
  return selectRows(manager, Volunteer, sql`WHERE t.volunteer_number IN ${inList(numbers.filter(isVolunteerNumber))}`);
}

/** For a verb: nobody else changes the volunteer until the transaction ends. */
export async function findVolunteerToChange(tx: EntityManager, id: string): Promise<Volunteer | null> {
  const [volunteer] = await selectRows(tx, Volunteer, sql`WHERE t.id = ${id} ${forUpdate(tx)}`);
  return volunteer ?? null;
}

export const volunteerById = loadOne<Volunteer>((context, ids) => findVolunteers(context.reader, ids), (volunteer) => volunteer.id);
export const volunteerByNumber = loadOne<Volunteer>((context, numbers) => findVolunteersByNumber(context.reader, numbers), (volunteer) => volunteer.volunteerNumber);

/** For references: that a volunteer exists is public, and the personal fields have policies of their own. */
export async function loadVolunteers(context: SubgraphContext, ids: readonly string[]): Promise<readonly (Volunteer | null)[]> {
  const volunteers = new Map((await findVolunteers(context.reader, ids)).map((volunteer) => [volunteer.id, volunteer]));
  return ids.map((id) => volunteers.get(id) ?? null);
}

export interface VolunteerFilter {
  readonly siteId?: string | null;
  readonly registeredFrom?: Instant | null;
  readonly registeredTo?: Instant | null;
}

/** None by name: an order over what a caller may not read would tell it. */
export const volunteerOrders = {
  REGISTERED: { name: "volunteer-registered", columns: [{ column: "t.registered_at" }, { column: "t.id" }] },
  NEWEST: { name: "volunteer-newest", columns: [{ column: "t.registered_at", descending: true }, { column: "t.id", descending: true }] },
  NUMBER: { name: "volunteer-number", columns: [{ column: "t.volunteer_number" }] },
} as const satisfies Record<string, Order>;

export function pageOfVolunteers(context: SubgraphContext, filter: VolunteerFilter, order: Order, args: ConnectionArgs) {
  return readPage<Volunteer>(context, { entity: Volunteer, order, where: filteredBy(filter) }, args);
}

export const pageOfVolunteersAt = defineChildPages<Volunteer, ConnectionArgs>(() => ({ entity: Volunteer, parent: "t.site_id", order: volunteerOrders.REGISTERED }));

function filteredBy(filter: VolunteerFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (filter.siteId != null) conditions.push(sql`t.site_id = ${filter.siteId}`);
  if (filter.registeredFrom != null) conditions.push(sql`t.registered_at >= ${filter.registeredFrom}`);
  if (filter.registeredTo != null) conditions.push(sql`t.registered_at < ${filter.registeredTo}`);
  return join(conditions, " AND ");
}
