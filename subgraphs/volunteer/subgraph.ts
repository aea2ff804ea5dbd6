import { PersonalRead } from "../../kernel/personal/personal-read.entity";
import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { idNumberColumn, phoneColumn, VolunteerIdentity } from "./identity/identity.entity";
import { identityPolicies } from "./identity/identity.policies";
import { IdentityResolver } from "./identity/identity.resolver";
import { volunteerMigrations } from "./migrations/migrations";
import { Volunteer } from "./volunteer/volunteer.entity";
import { volunteerPolicies } from "./volunteer/volunteer.policies";
import { loadVolunteers } from "./volunteer/volunteer.queries";
import { SiteVolunteersResolver, VolunteerResolver } from "./volunteer/volunteer.resolver";

/** Owns the people who serve. */
export const volunteer: SubgraphDefinition = {
  name: "volunteer",
  resolvers: [VolunteerResolver, IdentityResolver, SiteVolunteersResolver],
  entityTypes: { Volunteer: owned("vol", loadVolunteers), PracticeSite: stub("site") },
  entities: [Volunteer, VolunteerIdentity, PersonalRead],
  migrations: volunteerMigrations,
  policies: [volunteerPolicies, identityPolicies],
  sealed: [idNumberColumn, phoneColumn],
};
