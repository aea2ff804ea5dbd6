import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { ActivityHost } from "./activity/activity-host.entity";
import { Activity } from "./activity/activity.entity";
import { activityPolicies } from "./activity/activity.policies";
import { loadActivities } from "./activity/activity.queries";
import { ActivityResolver, SiteActivitiesResolver } from "./activity/activity.resolver";
import { Attendance } from "./attendance/attendance.entity";
import { attendancePolicies } from "./attendance/attendance.policies";
import { loadAttendances } from "./attendance/attendance.queries";
import { AttendanceResolver, RecordSessionResolver, SessionAttendancesResolver } from "./attendance/attendance.resolver";
import { recordConsumer } from "./attendance/record.consumer";
import { attendeeConsumer } from "./attendee/attendee.consumer";
import { Attendee } from "./attendee/attendee.entity";
import { activityMigrations } from "./migrations/migrations";
import { ActivitySession } from "./session/session.entity";
import { sessionPolicies } from "./session/session.policies";
import { loadSessions } from "./session/session.queries";
import { ActivitySessionsResolver, SessionResolver } from "./session/session.resolver";

/** Owns what the sites hold for residents, and who was there to serve. */
export const activity: SubgraphDefinition = {
  name: "activity",
  resolvers: [ActivityResolver, SiteActivitiesResolver, SessionResolver, ActivitySessionsResolver, AttendanceResolver, SessionAttendancesResolver, RecordSessionResolver],
  entityTypes: {
    Activity: owned("act", loadActivities),
    ActivitySession: owned("ses", loadSessions),
    Attendance: owned("att", loadAttendances),
    PracticeSite: stub("site"),
    Volunteer: stub("vol"),
    ServiceRecord: stub("rec"),
  },
  entities: [Activity, ActivityHost, Attendee, ActivitySession, Attendance],
  migrations: activityMigrations,
  policies: [activityPolicies, sessionPolicies, attendancePolicies],
  consumers: [attendeeConsumer, recordConsumer],
};
