import type { EntityManager } from "typeorm";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { emit, type Emitter } from "../../../kernel/events/emit";
import type { Instant } from "../../../kernel/time/time";
import { ServiceRecord } from "./record.entity";

/** A settled attendance, as the activity subgraph tells of it. */
export interface SettledAttendance {
  readonly id: string;
  readonly sessionId: string;
  readonly volunteerId: string;
  readonly siteId: string;
  readonly kind: string;
  readonly minutes: number;
  readonly servedAt: Instant;
}

/** The unique index over (session, volunteer) decides, so nobody's hour counts twice, whatever is told again. Null when it was recorded before. */
export async function writeRecord(tx: EntityManager, context: Emitter, { id: attendanceId, ...served }: SettledAttendance): Promise<ServiceRecord | null> {
  const record: ServiceRecord = { __typename: "ServiceRecord", id: context.ids.next("rec"), ...served, recordedAt: context.clock.now() };
  try {
    await insertRows(tx, ServiceRecord, [record]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_service_record_session_volunteer")) return null;
    throw error;
  }
  const { id, volunteerId, siteId, kind, minutes, servedAt } = record;
  await emit(tx, context, { type: "ServiceRecord", id, op: "UPSERT", siteId, data: { id, attendanceId, volunteerId, siteId, kind, minutes, servedAt } });
  return record;
}
