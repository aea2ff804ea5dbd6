import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { plusMilliseconds, type Instant } from "../../../kernel/time/time";
import { ActivityStatus } from "../activity/activity-status";
import { findActivities, findHosts } from "../activity/activity.queries";
import { activityReasons } from "../activity/activity.reasons";
import { requireAttendee } from "../attendee/require-attendee";
import type { ActivitySession } from "../session/session.entity";
import { holdSession } from "../session/session.queries";
import { sessionReasons } from "../session/session.reasons";
import { Attendance } from "./attendance.entity";
import { attendanceChanged } from "./attendance.events";
import { attendanceReasons } from "./attendance.reasons";
import { CheckMethod } from "./check-method";
import { timeTold } from "./time-told";

/** Helpers come before the doors open. */
const earliestMinutes = 180;

@InputType({ description: "A volunteer who has come to a session." })
export class CheckInInput {
  @Field(() => ID, { description: "The session; it must not be settled." })
  sessionId!: string;

  @Field(() => ID, { description: "Who has come; once for each session." })
  volunteerId!: string;

  @Field(() => ID, { nullable: true, description: "The host at which the volunteer serves, and whose rules give points for it; the first host when none is given." })
  hostSiteId?: string | null;

  @Field(() => CheckMethod, { description: "How it is known." })
  method!: CheckMethod;

  @Field(() => DateTimeScalar, { nullable: true, description: "When, for BACK_OFFICE alone; now when not given. From 180 minutes before the session to its end." })
  at?: Instant | null;
}

const input = z.object({ sessionId: z.string(), volunteerId: z.string(), hostSiteId: z.string().nullish(), method: z.enum(CheckMethod), at: z.string().nullish() });

export function checkIn(context: SubgraphContext, given: CheckInInput) {
  return refusable(context, "attendance", async () => {
    const wanted = validInput(input, given);
    const checkedInAt = timeTold(wanted, context.clock.now());
    await requireAttendee(context, wanted.volunteerId, "volunteerId");
    return context.database.write((tx) => enter(tx, context, wanted, checkedInAt));
  });
}

async function enter(tx: EntityManager, context: SubgraphContext, wanted: z.output<typeof input>, checkedInAt: Instant): Promise<Attendance> {
  const session = (await holdSession(tx, wanted.sessionId)) ?? refuse(sessionReasons.sessionUnknown, "sessionId");
  if (session.settledAt !== null) refuse(sessionReasons.sessionSettled, "sessionId");
  const [activity] = await findActivities(tx, [session.activityId]);
  if (activity!.status === ActivityStatus.CANCELLED) refuse(activityReasons.activityCancelled, "sessionId");
  const hosts = (await findHosts(tx, [session.activityId])).map(({ siteId }) => siteId);
  const siteId = wanted.hostSiteId ?? hosts[0]!;
  if (!hosts.includes(siteId)) refuse(attendanceReasons.attendanceSiteNoHost, "hostSiteId");
  refuseOutside(session, checkedInAt);
  const attendance: Attendance = {
    __typename: "Attendance",
    id: context.ids.next("att"),
    sessionId: session.id,
    volunteerId: wanted.volunteerId,
    siteId,
    checkedInAt,
    checkInMethod: wanted.method,
    checkedInBy: context.caller.subject!,
    checkedOutAt: null,
    checkOutMethod: null,
    checkedOutBy: null,
    minutes: null,
    recordId: null,
  };
  await insertAttendance(tx, attendance);
  await attendanceChanged(tx, context, attendance);
  return attendance;
}

function refuseOutside({ startsAt, endsAt }: ActivitySession, checkedInAt: Instant): void {
  if (checkedInAt < plusMilliseconds(startsAt, -earliestMinutes * 60_000) || checkedInAt >= endsAt) refuse(attendanceReasons.attendanceOutsideSession, "at", { minutes: earliestMinutes });
}

/** The unique index over (session, volunteer) decides, so nobody is there twice. */
async function insertAttendance(tx: EntityManager, attendance: Attendance): Promise<void> {
  try {
    await insertRows(tx, Attendance, [attendance]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_attendance_session_volunteer")) refuse(attendanceReasons.attendanceTwice, "volunteerId");
    throw error;
  }
}
