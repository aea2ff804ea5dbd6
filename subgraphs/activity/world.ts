import { granted } from "../../kernel/errors/granted";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import type { Instant } from "../../kernel/time/time";
import { knownSite, type KnownSiteGiven } from "../../kernel/tree/known-site";
import type { Activity } from "./activity/activity.entity";
import { cancelActivity } from "./activity/cancel-activity";
import { publishActivity, type PublishActivityInput } from "./activity/publish-activity";
import { rescheduleActivity } from "./activity/reschedule-activity";

interface Site {
  readonly id: string;
}

/** The verbs with which specifications and the demo set up what the sites hold: the same that the API offers. */
export function activityWorld(activity: Subgraph, request: GraphRequest) {
  const context = () => activity.context(request);

  return {
    knownSite: (given?: KnownSiteGiven) => knownSite(activity.services, given),
    published: async (title: string, hosts: readonly Site[], given: Pick<PublishActivityInput, "startsAt" | "endsAt"> & Partial<PublishActivityInput>) =>
      granted(await publishActivity(context(), { kind: "文艺", ...given, title, hostSiteIds: hosts.map((site) => site.id) }), "activity"),
    rescheduled: async (standing: Activity, startsAt: Instant, endsAt: Instant) => granted(await rescheduleActivity(context(), { activityId: standing.id, startsAt, endsAt }), "activity"),
    cancelled: async (standing: Activity, reason: string) => granted(await cancelActivity(context(), { activityId: standing.id, reason }), "activity"),
  };
}

export type ActivityWorld = ReturnType<typeof activityWorld>;
