import sql, { join, type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { hasRole, isAdministrator } from "../../../kernel/auth/caller";
import { inList, run, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { ActivitySession } from "../session/session.entity";
import { Attendance } from "./attendance.entity";

/** The attendances that the caller may see: who was where when is personal. */
async function visible(context: SubgraphContext): Promise<Sql> {
  const { caller } = context;
  if (isAdministrator(caller)) return sql`1 = 1`;
  const grants = [sql`1 = 0`];
  if (caller.volunteerId !== null) grants.push(sql`t.volunteer_id = ${caller.volunteerId}`);
  if (hasRole(caller, "SITE_OFFICER")) grants.push(await context.tree.within("t.site_id", caller.siteIds));
  return sql`(${join(grants, " OR ")})`;
}

/** For verbs and their policies, which look at more than the caller may. */
export async function findAttendance(manager: EntityManager, id: string): Promise<Attendance | null> {
  const [attendance] = await selectRows(manager, Attendance, sql`WHERE t.id = ${id}`);
  return attendance ?? null;
}

export type CompleteAttendance = Attendance & { readonly checkedOutAt: Instant };

/** Those of a session that have both ends, in the order of arrival. */
export async function findCompleteAttendances(tx: EntityManager, sessionId: string): Promise<readonly CompleteAttendance[]> {
  const complete = await selectRows(tx, Attendance, sql`WHERE t.session_id = ${sessionId} AND t.checked_out_at IS NOT NULL ORDER BY t.checked_in_at, t.id`);
  return complete as readonly CompleteAttendance[];
}

/** For references. */
export async function loadAttendances(context: SubgraphContext, ids: readonly string[]): Promise<readonly (Attendance | null)[]> {
  const found = await selectRows(context.reader, Attendance, sql`WHERE t.id IN ${inList(ids)} AND ${await visible(context)}`);
  const attendances = new Map(found.map((attendance) => [attendance.id, attendance]));
  return ids.map((id) => attendances.get(id) ?? null);
}

const arrived = { name: "attendance-arrived", columns: [{ column: "t.checked_in_at" }, { column: "t.id" }] } as const satisfies Order;

export const pageOfAttendancesAt = defineChildPages<Attendance, ConnectionArgs>(async (context) => ({ entity: Attendance, parent: "t.session_id", order: arrived, where: await visible(context) }));

/** The session that a service record is of, once volunteer has told of the record. */
export const sessionOfRecord = loadOne<ActivitySession & { recordId: string }>(
  (context, recordIds) => findSessionsOfRecords(context.reader, recordIds),
  (session) => session.recordId,
);

async function findSessionsOfRecords(manager: EntityManager, recordIds: readonly string[]): Promise<readonly (ActivitySession & { recordId: string })[]> {
  const attendances = await selectRows(manager, Attendance, sql`WHERE t.record_id IN ${inList(recordIds)}`);
  const found = await selectRows(manager, ActivitySession, sql`WHERE t.id IN ${inList([...new Set(attendances.map(({ sessionId }) => sessionId))])}`);
  const sessions = new Map(found.map((session) => [session.id, session]));
  return attendances.flatMap(({ sessionId, recordId }) => {
    const session = sessions.get(sessionId);
    return session ? [{ ...session, recordId: recordId! }] : [];
  });
}

export async function noteRecord(tx: EntityManager, attendanceId: string, recordId: string): Promise<void> {
  await run(tx, sql`UPDATE attendance SET record_id = ${recordId} WHERE id = ${attendanceId}`);
}
