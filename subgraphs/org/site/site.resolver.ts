import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, registerEnumType, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { DateScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Day } from "../../../kernel/time/time";
import { Region } from "../region/region.entity";
import { FoundSiteInput, foundSite } from "./found-site";
import { MergeSitesInput, mergeSites } from "./merge-sites";
import { RenameSiteInput, renameSite } from "./rename-site";
import { SiteLevel } from "./site-level";
import { PracticeSite } from "./site.entity";
import { FoundSitePayload, MergeSitesPayload, RenameSitePayload } from "./site.payloads";
import { ancestorsOf, pageOfChildren, pageOfSites, pageOfSitesCovering, predecessorsOf, regionsCovered, siteById, siteOrders, successorsOf } from "./site.queries";

export const PracticeSiteConnection = connectionType(() => PracticeSite, "PracticeSite", "practice sites");

enum SiteOrder {
  FOUNDED = "FOUNDED",
  NAME = "NAME",
}
registerEnumType(SiteOrder, {
  name: "SiteOrder",
  description: "How a list of practice sites is ordered.",
  valuesConfig: { FOUNDED: { description: "Oldest first." }, NAME: { description: "By name, in the order of its characters." } },
});

@InputType({ description: "Which practice sites a list holds; all conditions must hold." })
class SiteFilterInput {
  @Field(() => SiteLevel, { nullable: true, description: "Only sites of this level." })
  level?: SiteLevel | null;

  @Field(() => String, { nullable: true, description: "Only sites whose name contains this text." })
  nameContains?: string | null;

  @Field(() => ID, { nullable: true, description: "Only sites directly below this one." })
  parentId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Only sites that existed on this business day." })
  openOn?: Day | null;
}

@ArgsType()
class SitesArgs extends ConnectionArgs {
  @Field(() => SiteFilterInput, { nullable: true, description: "Which sites; all of them when none is given." })
  filter?: SiteFilterInput | null;

  @Field(() => SiteOrder, { nullable: true, description: "The order; oldest first when none is given." })
  orderBy?: SiteOrder | null;
}

@ArgsType()
class ChildSitesArgs extends ConnectionArgs {
  @Field(() => SiteLevel, { nullable: true, description: "Only sites of this level." })
  level?: SiteLevel | null;
}

@Resolver(() => PracticeSite)
export class SiteResolver {
  @Query(() => PracticeSite, { nullable: true, description: "The practice site with this id; null when there is none." })
  site(@Arg("id", () => ID, { description: "As some field `id` answered it." }) id: string, @Ctx() context: SubgraphContext) {
    return siteById(context, id);
  }

  @Query(() => PracticeSiteConnection, { nullable: true, description: "Practice sites of all levels, closed ones included." })
  sites(@Args(() => SitesArgs) args: SitesArgs, @Ctx() context: SubgraphContext) {
    return pageOfSites(context, args.filter ?? {}, siteOrders[args.orderBy ?? SiteOrder.FOUNDED], args);
  }

  @FieldResolver(() => PracticeSite, { nullable: true, description: "The site above it; null for one at the top." })
  parent(@Root() site: PracticeSite, @Ctx() context: SubgraphContext) {
    return site.parentId === null ? null : siteById(context, site.parentId);
  }

  @FieldResolver(() => [PracticeSite], { description: "The sites above it, the topmost first." })
  ancestors(@Root() site: PracticeSite, @Ctx() context: SubgraphContext) {
    return ancestorsOf(context, site);
  }

  @FieldResolver(() => PracticeSiteConnection, { nullable: true, description: "The sites directly below it, oldest first, closed ones included." })
  children(@Root() site: PracticeSite, @Args(() => ChildSitesArgs) args: ChildSitesArgs, @Ctx() context: SubgraphContext) {
    return pageOfChildren(context, site.id, args);
  }

  @FieldResolver(() => [Region], { description: "覆盖: the regions that it covers now, by code; several where villages and communities were joined." })
  covers(@Root() site: PracticeSite, @Ctx() context: SubgraphContext) {
    return regionsCovered(context, site.id);
  }

  @FieldResolver(() => [PracticeSite], { description: "The sites that took its place when it merged; empty while it stands." })
  successors(@Root() site: PracticeSite, @Ctx() context: SubgraphContext) {
    return successorsOf(context, site.id);
  }

  @FieldResolver(() => [PracticeSite], { description: "The sites whose place it took." })
  predecessors(@Root() site: PracticeSite, @Ctx() context: SubgraphContext) {
    return predecessorsOf(context, site.id);
  }

  @Mutation(() => FoundSitePayload, { nullable: true, description: "Found a practice site. Officers may below their own site, administrators anywhere." })
  foundSite(@Arg("input", () => FoundSiteInput, { description: "The site to be founded." }) input: FoundSiteInput, @Ctx() context: SubgraphContext) {
    return foundSite(context, input);
  }

  @Mutation(() => RenameSitePayload, { nullable: true, description: "Give an open practice site another name." })
  renameSite(@Arg("input", () => RenameSiteInput, { description: "The site and its new name." }) input: RenameSiteInput, @Ctx() context: SubgraphContext) {
    return renameSite(context, input);
  }

  @Mutation(() => MergeSitesPayload, { nullable: true, description: "合并: close several sites of one level and found their successor, which covers all their regions and keeps the chain." })
  mergeSites(@Arg("input", () => MergeSitesInput, { description: "The sites and their successor." }) input: MergeSitesInput, @Ctx() context: SubgraphContext) {
    return mergeSites(context, input);
  }
}

@Resolver(() => Region)
export class RegionSitesResolver {
  @FieldResolver(() => PracticeSiteConnection, { nullable: true, description: "The practice sites that cover this region now." })
  sites(@Root() region: Region, @Args(() => ChildSitesArgs) args: ChildSitesArgs, @Ctx() context: SubgraphContext) {
    return pageOfSitesCovering(context, region.id, args);
  }
}
