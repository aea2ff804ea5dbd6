import type { EntityManager } from "typeorm";
import { emit } from "../../../kernel/events/emit";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Activity } from "../activity/activity.entity";
import type { ActivitySession } from "../session/session.entity";
import type { Attendance } from "./attendance.entity";

/** Somebody came or left; what follows from it is decided when the session is settled. */
export async function attendanceChanged(tx: EntityManager, context: SubgraphContext, { id, siteId }: Attendance): Promise<void> {
  await emit(tx, context, { type: "Attendance", id, op: "UPSERT", siteId });
}

/** What the service record is written from. */
export async function attendanceSettled(tx: EntityManager, context: SubgraphContext, attendance: Attendance, session: ActivitySession, activity: Activity): Promise<void> {
  const { id, siteId, volunteerId, minutes, checkedInAt } = attendance;
  const servedAt = checkedInAt > session.startsAt ? checkedInAt : session.startsAt;
  await emit(tx, context, { type: "Attendance", id, op: "UPSERT", siteId, data: { id, sessionId: session.id, volunteerId, siteId, kind: activity.kind, minutes, servedAt } });
}
