import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { insertRows, run, selectRows } from "../../../kernel/database/rows";
import { Attendee } from "./attendee.entity";

export async function findAttendee(manager: EntityManager, volunteerId: string): Promise<Attendee | null> {
  const [attendee] = await selectRows(manager, Attendee, sql`WHERE t.volunteer_id = ${volunteerId}`);
  return attendee ?? null;
}

/** The volunteer as their owner last told of them, in place of what was known before. */
export async function putAttendee(tx: EntityManager, attendee: Attendee): Promise<void> {
  await removeAttendee(tx, attendee.volunteerId);
  await insertRows(tx, Attendee, [attendee]);
}

export async function removeAttendee(tx: EntityManager, volunteerId: string): Promise<void> {
  await run(tx, sql`DELETE FROM attendee WHERE volunteer_id = ${volunteerId}`);
}

export async function emptyAttendees(tx: EntityManager): Promise<void> {
  await run(tx, sql`DELETE FROM attendee`);
}
