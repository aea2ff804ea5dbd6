import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { ActivityHost } from "./activity-host.entity";
import { ActivityStatus } from "./activity-status";
import { refuseImpossibleTimes } from "./activity-times";
import { Activity, maximumKindLength, maximumSummaryLength, maximumTitleLength } from "./activity.entity";
import { activityChanged } from "./activity.events";
import { activityReasons } from "./activity.reasons";

@InputType({ description: "An activity to be announced, or entered after it was held." })
export class PublishActivityInput {
  @Field(() => String, { description: "What it is called, at most 100 characters." })
  title!: string;

  @Field(() => String, { description: "The county's own word for what sort of activity it is, at most 20 characters." })
  kind!: string;

  @Field(() => String, { nullable: true, description: "What takes place, at most 500 characters." })
  summary?: string | null;

  @Field(() => [ID], { description: "The sites that hold it, 1 to 10, in the order in which they are to be named; all must be open." })
  hostSiteIds!: string[];

  @Field(() => DateTimeScalar, { description: "When it begins." })
  startsAt!: Instant;

  @Field(() => DateTimeScalar, { description: "When it is over: after it begins, and within 366 days." })
  endsAt!: Instant;
}

const input = z.object({
  title: lineOf(maximumTitleLength),
  kind: lineOf(maximumKindLength),
  summary: lineOf(maximumSummaryLength).nullish(),
  hostSiteIds: z.array(z.string()).min(1).max(10),
  startsAt: z.string(),
  endsAt: z.string(),
});

export function publishActivity(context: SubgraphContext, given: PublishActivityInput) {
  return refusable(context, "activity", async () => {
    const wanted = validInput(input, given);
    refuseImpossibleTimes(wanted);
    const siteIds = [...new Set(wanted.hostSiteIds)];
    await requireOpenHosts(context, siteIds);
    return context.database.write((tx) => publish(tx, context, wanted, siteIds));
  });
}

async function requireOpenHosts(context: SubgraphContext, siteIds: readonly string[]): Promise<void> {
  const hosts = await context.tree.require(siteIds, "hostSiteIds");
  if (hosts.some((site) => site.closedOn !== null)) refuse(activityReasons.activityHostClosed, "hostSiteIds");
}

async function publish(tx: EntityManager, context: SubgraphContext, wanted: z.output<typeof input>, siteIds: readonly string[]): Promise<Activity> {
  const activity: Activity = {
    __typename: "Activity",
    id: context.ids.next("act"),
    title: wanted.title,
    kind: wanted.kind,
    summary: wanted.summary ?? null,
    startsAt: wanted.startsAt,
    endsAt: wanted.endsAt,
    status: ActivityStatus.PUBLISHED,
    cancellationReason: null,
  };
  await insertRows(tx, Activity, [activity]);
  await insertRows(tx, ActivityHost, siteIds.map((siteId, position) => ({ activityId: activity.id, siteId, position })));
  await activityChanged(tx, context, activity);
  return activity;
}
