import { anyone, definePolicies, officerOf } from "../../../kernel/auth/policies";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { hostsOf } from "./activity.queries";

/** Announcements are public; they are made and changed by whoever is an officer of all hosts. */
export const activityPolicies = definePolicies({
  Query: { activity: anyone, activities: anyone },
  Mutation: {
    publishActivity: officerOf((_, { input }) => input.hostSiteIds),
    rescheduleActivity: officerOf((_, { input }, context) => hostIdsOf(context, input.activityId)),
    cancelActivity: officerOf((_, { input }, context) => hostIdsOf(context, input.activityId)),
  },
});

async function hostIdsOf(context: SubgraphContext, activityId: string): Promise<readonly string[]> {
  return (await hostsOf(context, activityId)).map((host) => host.siteId);
}
