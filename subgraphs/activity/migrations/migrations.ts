import { CreateIdempotencyKeys1795100000101 } from "../../../kernel/idempotency/idempotency.migration";
import { CreateActivities1795200000001 } from "./0001-activity";
import { CreateAttendances1795200000004, CreateAttendees1795200000002, CreateSessions1795200000003 } from "./0002-session";

/** In the order in which they run. */
export const activityMigrations = [CreateIdempotencyKeys1795100000101, CreateActivities1795200000001, CreateAttendees1795200000002, CreateSessions1795200000003, CreateAttendances1795200000004];
