import { anyone, definePolicies, officerOf } from "../../../kernel/auth/policies";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { hostsOf } from "../activity/activity.queries";
import { sessionById } from "./session.queries";

/** Sessions are as public as the activity, and as hard to change: by an officer of all its hosts. */
export const sessionPolicies = definePolicies({
  Query: { activitySession: anyone },
  Mutation: {
    addSession: officerOf((_, { input }, context) => hostIdsOf(context, input.activityId)),
    settleSession: officerOf(async (_, { input }, context) => hostIdsOf(context, (await sessionById(context, input.sessionId))?.activityId)),
  },
});

async function hostIdsOf(context: SubgraphContext, activityId: string | undefined): Promise<readonly string[]> {
  return activityId === undefined ? [] : (await hostsOf(context, activityId)).map((host) => host.siteId);
}
