import { CreateActivities1795200000001 } from "./0001-activity";

/** In the order in which they run. */
export const activityMigrations = [CreateActivities1795200000001];
