import { granted } from "../../kernel/errors/granted";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import type { Instant } from "../../kernel/time/time";
import { knownSite, type KnownSiteGiven } from "../../kernel/tree/known-site";
import type { Activity } from "./activity/activity.entity";
import { cancelActivity } from "./activity/cancel-activity";
import { publishActivity, type PublishActivityInput } from "./activity/publish-activity";
import { rescheduleActivity } from "./activity/reschedule-activity";
import { checkIn } from "./attendance/check-in";
import { CheckMethod } from "./attendance/check-method";
import { checkOut } from "./attendance/check-out";
import { putAttendee } from "./attendee/attendee.queries";
import { addSession } from "./session/add-session";
import type { ActivitySession } from "./session/session.entity";
import { settleSession } from "./session/settle-session";

interface Named {
  readonly id: string;
}

/** The verbs with which specifications and the demo set up what the sites hold: the same that the API offers. */
export function activityWorld(activity: Subgraph, request: GraphRequest) {
  const context = () => activity.context(request);
  const entered = (at: Instant) => ({ method: CheckMethod.BACK_OFFICE, at });

  return {
    knownSite: (given?: KnownSiteGiven) => knownSite(activity.services, given),
    /** Puts a volunteer into the projection as the volunteer feed would: for specifications of this subgraph alone. */
    knownVolunteer: async (site: Named): Promise<Named> => {
      const id = activity.services.ids.next("vol");
      await activity.database.write((tx) => putAttendee(tx, { volunteerId: id, siteId: site.id }));
      return { id };
    },
    published: async (title: string, hosts: readonly Named[], given: Pick<PublishActivityInput, "startsAt" | "endsAt"> & Partial<PublishActivityInput>) =>
      granted(await publishActivity(context(), { kind: "文艺", ...given, title, hostSiteIds: hosts.map((site) => site.id) }), "activity"),
    rescheduled: async (standing: Activity, startsAt: Instant, endsAt: Instant) => granted(await rescheduleActivity(context(), { activityId: standing.id, startsAt, endsAt }), "activity"),
    cancelled: async (standing: Activity, reason: string) => granted(await cancelActivity(context(), { activityId: standing.id, reason }), "activity"),
    session: async (of: Activity, startsAt: Instant = of.startsAt, endsAt: Instant = of.endsAt) => granted(await addSession(context(), { activityId: of.id, startsAt, endsAt }), "session"),
    checkedIn: async (session: ActivitySession, volunteer: Named, at: Instant = session.startsAt, host?: Named) =>
      granted(await checkIn(context(), { sessionId: session.id, volunteerId: volunteer.id, hostSiteId: host?.id, ...entered(at) }), "attendance"),
    checkedOut: async (attendance: Named, at: Instant) => granted(await checkOut(context(), { attendanceId: attendance.id, ...entered(at) }), "attendance"),
    settled: async (session: Named) => granted(await settleSession(context(), { sessionId: session.id, idempotencyKey: `settle ${session.id}` }), "session"),
  };
}

export type ActivityWorld = ReturnType<typeof activityWorld>;
