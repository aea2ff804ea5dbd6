import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { Activity } from "../activity/activity.entity";
import { activityById } from "../activity/activity.queries";
import { AddSessionInput, addSession } from "./add-session";
import { ActivitySession } from "./session.entity";
import { AddSessionPayload, SettleSessionPayload } from "./session.payloads";
import { pageOfSessionsOf, sessionById } from "./session.queries";
import { SettleSessionInput, settleSession } from "./settle-session";

export const ActivitySessionConnection = connectionType(() => ActivitySession, "ActivitySession", "sessions");

@Resolver(() => ActivitySession)
export class SessionResolver {
  @Query(() => ActivitySession, { nullable: true, description: "The session with this id; null when there is none." })
  activitySession(@Arg("id", () => ID, { description: "As some field `id` answered it." }) id: string, @Ctx() context: SubgraphContext) {
    return sessionById(context, id);
  }

  @FieldResolver(() => Activity, { nullable: true, description: "What is held at it; null only while activities cannot be read." })
  activity(@Root() session: ActivitySession, @Ctx() context: SubgraphContext) {
    return activityById(context, session.activityId);
  }

  @Mutation(() => AddSessionPayload, { nullable: true, description: "Add a session to an activity, also after it was held. For officers of all its hosts, and administrators." })
  addSession(@Arg("input", () => AddSessionInput, { description: "The activity and the times." }) input: AddSessionInput, @Ctx() context: SubgraphContext) {
    return addSession(context, input);
  }

  @Mutation(() => SettleSessionPayload, {
    nullable: true,
    description: "结算: close a session that is over. Each attendance with check-in and check-out becomes a service record, and points where the place has a coefficient. For officers of all hosts, and administrators.",
  })
  settleSession(@Arg("input", () => SettleSessionInput, { description: "Which one is over." }) input: SettleSessionInput, @Ctx() context: SubgraphContext) {
    return settleSession(context, input);
  }
}

@Resolver(() => Activity)
export class ActivitySessionsResolver {
  @FieldResolver(() => ActivitySessionConnection, { nullable: true, description: "场次: its sessions; what begins first comes first." })
  sessions(@Root() activity: Activity, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfSessionsOf(context, activity.id, args);
  }
}
