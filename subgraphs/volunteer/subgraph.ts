import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { volunteerMigrations } from "./migrations/migrations";
import { Volunteer } from "./volunteer/volunteer.entity";
import { volunteerPolicies } from "./volunteer/volunteer.policies";
import { loadVolunteers } from "./volunteer/volunteer.queries";
import { SiteVolunteersResolver, VolunteerResolver } from "./volunteer/volunteer.resolver";

/** Owns the people who serve. */
export const volunteer: SubgraphDefinition = {
  name: "volunteer",
  resolvers: [VolunteerResolver, SiteVolunteersResolver],
  entityTypes: { Volunteer: owned("vol", loadVolunteers), PracticeSite: stub("site") },
  entities: [Volunteer],
  migrations: volunteerMigrations,
  policies: [volunteerPolicies],
};
