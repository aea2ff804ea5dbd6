import { PersonalRead } from "../../kernel/personal/personal-read.entity";
import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { idNumberColumn, phoneColumn, VolunteerIdentity } from "./identity/identity.entity";
import { identityPolicies } from "./identity/identity.policies";
import { IdentityResolver } from "./identity/identity.resolver";
import { volunteerMigrations } from "./migrations/migrations";
import { attendanceConsumer } from "./record/record.consumer";
import { ServiceRecord } from "./record/record.entity";
import { recordPolicies } from "./record/record.policies";
import { loadRecords } from "./record/record.queries";
import { RecordResolver, VolunteerRecordsResolver } from "./record/record.resolver";
import { Volunteer } from "./volunteer/volunteer.entity";
import { volunteerPolicies } from "./volunteer/volunteer.policies";
import { loadVolunteers } from "./volunteer/volunteer.queries";
import { SiteVolunteersResolver, VolunteerResolver } from "./volunteer/volunteer.resolver";

/** Owns the people who serve. */
export const volunteer: SubgraphDefinition = {
  name: "volunteer",
  resolvers: [VolunteerResolver, IdentityResolver, SiteVolunteersResolver, RecordResolver, VolunteerRecordsResolver],
  entityTypes: { Volunteer: owned("vol", loadVolunteers), ServiceRecord: owned("rec", loadRecords), PracticeSite: stub("site") },
  entities: [Volunteer, VolunteerIdentity, PersonalRead, ServiceRecord],
  migrations: volunteerMigrations,
  policies: [volunteerPolicies, identityPolicies, recordPolicies],
  sealed: [idNumberColumn, phoneColumn],
  consumers: [attendanceConsumer],
};
