import { CreatePersonalReads1795100000102 } from "../../../kernel/personal/personal.migration";
import { CreateVolunteers1795200000001 } from "./0001-volunteer";
import { CreateVolunteerIdentities1795200000002 } from "./0002-identity";
import { CreateServiceRecords1795200000003 } from "./0003-record";

/** In the order in which they run. */
export const volunteerMigrations = [CreatePersonalReads1795100000102, CreateVolunteers1795200000001, CreateVolunteerIdentities1795200000002, CreateServiceRecords1795200000003];
