import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, registerEnumType, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { ActivityStatus } from "./activity-status";
import { Activity } from "./activity.entity";
import { CancelActivityPayload, PublishActivityPayload, RescheduleActivityPayload } from "./activity.payloads";
import { activityById, activityOrders, hostsOf, pageOfActivities, pageOfActivitiesAt } from "./activity.queries";
import { CancelActivityInput, cancelActivity } from "./cancel-activity";
import { PublishActivityInput, publishActivity } from "./publish-activity";
import { RescheduleActivityInput, rescheduleActivity } from "./reschedule-activity";

export const ActivityConnection = connectionType(() => Activity, "Activity", "activities");

enum ActivityOrder {
  EARLIEST = "EARLIEST",
  LATEST = "LATEST",
}
registerEnumType(ActivityOrder, {
  name: "ActivityOrder",
  description: "How a list of activities is ordered.",
  valuesConfig: { EARLIEST: { description: "What begins first comes first." }, LATEST: { description: "What begins last comes first." } },
});

@InputType({ description: "Which activities a list holds; all conditions must hold." })
class ActivityFilterInput {
  @Field(() => ID, { nullable: true, description: "Only activities that this practice site holds, alone or with others." })
  siteId?: string | null;

  @Field(() => String, { nullable: true, description: "Only activities of exactly this kind, in the county's own word." })
  kind?: string | null;

  @Field(() => ActivityStatus, { nullable: true, description: "Only activities that stand, or only those that were called off." })
  status?: ActivityStatus | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only activities that begin at this moment or later." })
  startsFrom?: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only activities that begin before this moment." })
  startsTo?: Instant | null;
}

@ArgsType()
class ActivitiesArgs extends ConnectionArgs {
  @Field(() => ActivityFilterInput, { nullable: true, description: "Which activities; all of them when none is given." })
  filter?: ActivityFilterInput | null;

  @Field(() => ActivityOrder, { nullable: true, description: "The order; what begins first comes first when none is given." })
  orderBy?: ActivityOrder | null;
}

@ArgsType()
class ActivitiesAtSiteArgs extends ConnectionArgs {
  @Field(() => ActivityStatus, { nullable: true, description: "Only activities that stand, or only those that were called off." })
  status?: ActivityStatus | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only activities that begin at this moment or later." })
  startsFrom?: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only activities that begin before this moment." })
  startsTo?: Instant | null;
}

@Resolver(() => Activity)
export class ActivityResolver {
  @Query(() => Activity, { nullable: true, description: "The activity with this id; null when there is none." })
  activity(@Arg("id", () => ID, { description: "As some field `id` answered it." }) id: string, @Ctx() context: SubgraphContext) {
    return activityById(context, id);
  }

  @Query(() => ActivityConnection, { nullable: true, description: "Activities of all practice sites, past and called off ones included." })
  activities(@Args(() => ActivitiesArgs) args: ActivitiesArgs, @Ctx() context: SubgraphContext) {
    return pageOfActivities(context, args.filter ?? {}, activityOrders[args.orderBy ?? ActivityOrder.EARLIEST], args);
  }

  @FieldResolver(() => [PracticeSite], { nullable: true, description: "主办: the sites that hold it, in the order in which they were announced; null only while sites cannot be read." })
  async hosts(@Root() activity: Activity, @Ctx() context: SubgraphContext) {
    return (await hostsOf(context, activity.id)).map((host) => practiceSite(host.siteId));
  }

  @Mutation(() => PublishActivityPayload, { nullable: true, description: "Announce an activity. For officers of all its hosts, and administrators." })
  publishActivity(@Arg("input", () => PublishActivityInput, { description: "The activity to be announced." }) input: PublishActivityInput, @Ctx() context: SubgraphContext) {
    return publishActivity(context, input);
  }

  @Mutation(() => RescheduleActivityPayload, { nullable: true, description: "Give an activity that stands and is not over other times. For officers of all its hosts, and administrators." })
  rescheduleActivity(@Arg("input", () => RescheduleActivityInput, { description: "The activity and its new times." }) input: RescheduleActivityInput, @Ctx() context: SubgraphContext) {
    return rescheduleActivity(context, input);
  }

  @Mutation(() => CancelActivityPayload, { nullable: true, description: "Call off an activity that is not over; it stays in the lists with the reason. For officers of all its hosts, and administrators." })
  cancelActivity(@Arg("input", () => CancelActivityInput, { description: "The activity and the reason." }) input: CancelActivityInput, @Ctx() context: SubgraphContext) {
    return cancelActivity(context, input);
  }
}

@Resolver(() => PracticeSite)
export class SiteActivitiesResolver {
  @FieldResolver(() => ActivityConnection, { nullable: true, description: "The activities that this site itself holds, alone or with others; what begins first comes first." })
  activities(@Root() site: PracticeSite, @Args(() => ActivitiesAtSiteArgs) args: ActivitiesAtSiteArgs, @Ctx() context: SubgraphContext) {
    return pageOfActivitiesAt(context, site.id, args);
  }
}
