import { anyone, definePolicies, officerOf, signedIn } from "../../../kernel/auth/policies";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { hostsOf } from "../activity/activity.queries";
import { sessionById } from "../session/session.queries";
import { findAttendance } from "./attendance.queries";

/** The rows are guarded, not their fields: no read hands an attendance to anybody who may not see all of it (`visible` in the queries). */
const whoeverSeesTheAttendance = anyone;

export const attendancePolicies = definePolicies(
  {
    Attendance: {
      id: whoeverSeesTheAttendance,
      session: whoeverSeesTheAttendance,
      volunteer: whoeverSeesTheAttendance,
      site: whoeverSeesTheAttendance,
      checkedInAt: whoeverSeesTheAttendance,
      checkInMethod: whoeverSeesTheAttendance,
      checkedInBy: whoeverSeesTheAttendance,
      checkedOutAt: whoeverSeesTheAttendance,
      checkOutMethod: whoeverSeesTheAttendance,
      checkedOutBy: whoeverSeesTheAttendance,
      minutes: whoeverSeesTheAttendance,
      serviceRecord: whoeverSeesTheAttendance,
    },
    ActivitySession: { attendances: signedIn },
    ServiceRecord: { session: signedIn },
    Mutation: {
      checkIn: officerOf(async (_, { input }, context) => input.hostSiteId ?? (await firstHostOf(context, input.sessionId))),
      checkOut: officerOf(async (_, { input }, context) => (await findAttendance(context.reader, input.attendanceId))?.siteId),
    },
  },
  { personal: ["Attendance"] },
);

async function firstHostOf(context: SubgraphContext, sessionId: string): Promise<string | undefined> {
  const session = await sessionById(context, sessionId);
  return session ? (await hostsOf(context, session.activityId))[0]?.siteId : undefined;
}
