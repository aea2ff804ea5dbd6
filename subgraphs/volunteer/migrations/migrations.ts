import { CreateVolunteers1795200000001 } from "./0001-volunteer";

/** In the order in which they run. */
export const volunteerMigrations = [CreateVolunteers1795200000001];
