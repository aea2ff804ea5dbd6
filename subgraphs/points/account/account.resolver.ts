import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { PointsScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { Volunteer, volunteer } from "../stubs/volunteer";
import { PointsAccount } from "./account.entity";
import { OpenPointsAccountPayload } from "./account.payloads";
import { accountById, pageOfAccounts, pageOfAccountsAt, pageOfAccountsHeldBy } from "./account.queries";
import { OpenPointsAccountInput, openPointsAccount } from "./open-points-account";

export const PointsAccountConnection = connectionType(() => PointsAccount, "PointsAccount", "points accounts");

@InputType({ description: "Which points accounts a list holds; all conditions must hold." })
class PointsAccountFilterInput {
  @Field(() => ID, { nullable: true, description: "Only accounts of this practice site itself, without those of sites below it." })
  siteId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only accounts of this volunteer." })
  holderId?: string | null;
}

@ArgsType()
class PointsAccountsArgs extends ConnectionArgs {
  @Field(() => PointsAccountFilterInput, { nullable: true, description: "Which accounts; all that the caller may see when none is given." })
  filter?: PointsAccountFilterInput | null;
}

@Resolver(() => PointsAccount)
export class AccountResolver {
  @Query(() => PointsAccount, { nullable: true, description: "The points account with this id; null when there is none that the caller may see." })
  pointsAccount(@Arg("id", () => ID, { description: "As some field `id` answered it." }) id: string, @Ctx() context: SubgraphContext) {
    return accountById(context, id);
  }

  @Query(() => PointsAccountConnection, { nullable: true, description: "The points accounts that the caller may see; what was opened first comes first." })
  pointsAccounts(@Args(() => PointsAccountsArgs) args: PointsAccountsArgs, @Ctx() context: SubgraphContext) {
    return pageOfAccounts(context, args.filter ?? {}, args);
  }

  @FieldResolver(() => Volunteer, { nullable: true, description: "Whose points they are; null only while volunteers cannot be read." })
  holder(@Root() account: PointsAccount) {
    return volunteer(account.holderId);
  }

  @FieldResolver(() => PracticeSite, { nullable: true, description: "The site to whose program it belongs, which need not be the holder's own; null only while sites cannot be read." })
  site(@Root() account: PointsAccount) {
    return practiceSite(account.siteId);
  }

  @FieldResolver(() => PointsScalar, { description: "余额: points that can be spent now; never below zero." })
  balance(@Root() account: PointsAccount) {
    return account.balanceCents;
  }

  @Mutation(() => OpenPointsAccountPayload, { nullable: true, description: "开户: open a points account for a volunteer. For officers of the site or of one above it, and administrators." })
  openPointsAccount(@Arg("input", () => OpenPointsAccountInput, { description: "The account to be opened." }) input: OpenPointsAccountInput, @Ctx() context: SubgraphContext) {
    return openPointsAccount(context, input);
  }
}

@Resolver(() => Volunteer)
export class VolunteerAccountsResolver {
  @FieldResolver(() => PointsAccountConnection, { nullable: true, description: "The volunteer's points accounts that the caller may see; what was opened first comes first." })
  pointsAccounts(@Root() holder: Volunteer, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfAccountsHeldBy(context, holder.id, args);
  }
}

@Resolver(() => PracticeSite)
export class SiteAccountsResolver {
  @FieldResolver(() => PointsAccountConnection, { nullable: true, description: "The points accounts of this site itself that the caller may see; what was opened first comes first." })
  pointsAccounts(@Root() site: PracticeSite, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfAccountsAt(context, site.id, args);
  }
}
