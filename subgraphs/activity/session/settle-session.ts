import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { idempotencyKey, idempotencyKeyDescription, idempotent } from "../../../kernel/idempotency/idempotency";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { findActivities } from "../activity/activity.queries";
import { minutesServed } from "../attendance/minutes-served";
import { attendanceSettled } from "../attendance/attendance.events";
import { findCompleteAttendances } from "../attendance/attendance.queries";
import type { ActivitySession } from "./session.entity";
import { sessionChanged } from "./session.events";
import { findSessions } from "./session.queries";
import { sessionReasons } from "./session.reasons";

@InputType({ description: "A session whose attendances are to become service records." })
export class SettleSessionInput {
  @Field(() => ID, { description: "The session; it must be over, and nobody can check in or out afterwards." })
  sessionId!: string;

  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;
}

const input = z.object({ sessionId: z.string(), idempotencyKey });

export function settleSession(context: SubgraphContext, given: SettleSessionInput) {
  return refusable(context, "session", () => {
    const wanted = validInput(input, given);
    return idempotent(context, { key: wanted.idempotencyKey, operation: "settleSession", input: wanted }, () => Promise.resolve((tx: EntityManager) => settle(tx, context, wanted.sessionId)));
  });
}

/** The statement decides who settles, so the attendances of a session are told once. */
async function settle(tx: EntityManager, context: SubgraphContext, sessionId: string): Promise<ActivitySession> {
  const now = context.clock.now();
  const { affected } = await run(tx, sql`UPDATE activity_session SET settled_at = ${now} WHERE id = ${sessionId} AND settled_at IS NULL AND ends_at <= ${now}`);
  const session = (await findSessions(tx, [sessionId]))[0] ?? refuse(sessionReasons.sessionUnknown, "sessionId");
  if (affected === 0) refuse(session.settledAt === null ? sessionReasons.sessionNotOver : sessionReasons.sessionSettled, "sessionId");
  await settleAttendances(tx, context, session);
  await sessionChanged(tx, context, session);
  return session;
}

async function settleAttendances(tx: EntityManager, context: SubgraphContext, session: ActivitySession): Promise<void> {
  const [activity] = await findActivities(tx, [session.activityId]);
  for (const attendance of await findCompleteAttendances(tx, session.id)) {
    const minutes = minutesServed(session, attendance);
    await run(tx, sql`UPDATE attendance SET minutes = ${minutes} WHERE id = ${attendance.id}`);
    await attendanceSettled(tx, context, { ...attendance, minutes }, session, activity!);
  }
}
