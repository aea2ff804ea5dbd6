import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { ActivityHost } from "./activity/activity-host.entity";
import { Activity } from "./activity/activity.entity";
import { activityPolicies } from "./activity/activity.policies";
import { loadActivities } from "./activity/activity.queries";
import { ActivityResolver, SiteActivitiesResolver } from "./activity/activity.resolver";
import { activityMigrations } from "./migrations/migrations";

/** Owns what the sites hold for residents. */
export const activity: SubgraphDefinition = {
  name: "activity",
  resolvers: [ActivityResolver, SiteActivitiesResolver],
  entityTypes: { Activity: owned("act", loadActivities), PracticeSite: stub("site") },
  entities: [Activity, ActivityHost],
  migrations: activityMigrations,
  policies: [activityPolicies],
};
