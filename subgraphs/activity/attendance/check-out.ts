import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { holdSession } from "../session/session.queries";
import { sessionReasons } from "../session/session.reasons";
import type { Attendance } from "./attendance.entity";
import { attendanceChanged } from "./attendance.events";
import { findAttendance } from "./attendance.queries";
import { attendanceReasons } from "./attendance.reasons";
import { CheckMethod } from "./check-method";
import { timeTold } from "./time-told";

@InputType({ description: "A volunteer who leaves a session." })
export class CheckOutInput {
  @Field(() => ID, { description: "The attendance that checking in began; its session must not be settled." })
  attendanceId!: string;

  @Field(() => CheckMethod, { description: "How it is known." })
  method!: CheckMethod;

  @Field(() => DateTimeScalar, { nullable: true, description: "When, for BACK_OFFICE alone; now when not given. Not before the check-in." })
  at?: Instant | null;
}

const input = z.object({ attendanceId: z.string(), method: z.enum(CheckMethod), at: z.string().nullish() });

export function checkOut(context: SubgraphContext, given: CheckOutInput) {
  return refusable(context, "attendance", () => {
    const wanted = validInput(input, given);
    const checkedOutAt = timeTold(wanted, context.clock.now());
    return context.database.write((tx) => leave(tx, context, wanted, checkedOutAt));
  });
}

async function leave(tx: EntityManager, context: SubgraphContext, { attendanceId, method }: z.output<typeof input>, checkedOutAt: Instant): Promise<Attendance> {
  const entered = (await findAttendance(tx, attendanceId)) ?? refuse(attendanceReasons.attendanceUnknown, "attendanceId");
  const session = await holdSession(tx, entered.sessionId);
  if (session!.settledAt !== null) refuse(sessionReasons.sessionSettled, "attendanceId");
  if (checkedOutAt < entered.checkedInAt) refuse(attendanceReasons.attendanceOutBeforeIn, "at");
  const end = { checkedOutAt, checkOutMethod: method, checkedOutBy: context.caller.subject! };
  const { affected } = await run(
    tx,
    sql`UPDATE attendance SET checked_out_at = ${end.checkedOutAt}, check_out_method = ${end.checkOutMethod}, checked_out_by = ${end.checkedOutBy} WHERE id = ${attendanceId} AND checked_out_at IS NULL`,
  );
  if (affected === 0) refuse(attendanceReasons.attendanceEnded, "attendanceId");
  const attendance = { ...entered, ...end };
  await attendanceChanged(tx, context, attendance);
  return attendance;
}
