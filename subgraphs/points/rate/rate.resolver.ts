import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { PointsScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { PointsRate } from "./rate.entity";
import { SetCoefficientPayload } from "./rate.payloads";
import { pageOfRatesAt } from "./rate.queries";
import { SetCoefficientInput, setCoefficient } from "./set-coefficient";

export const PointsRateConnection = connectionType(() => PointsRate, "PointsRate", "coefficients");

@Resolver(() => PointsRate)
export class RateResolver {
  @FieldResolver(() => PracticeSite, { nullable: true, description: "The site whose program it is; null only while sites cannot be read." })
  site(@Root() rate: PointsRate) {
    return practiceSite(rate.siteId);
  }

  @FieldResolver(() => PointsScalar, { description: "系数: points that an hour gives." })
  coefficient(@Root() rate: PointsRate) {
    return rate.coefficientCents;
  }

  @Mutation(() => SetCoefficientPayload, { nullable: true, description: "Set what an hour of a kind of activity gives from a day on, as a new version. For officers of the site or of one above it, and administrators." })
  setCoefficient(@Arg("input", () => SetCoefficientInput, { description: "The site, the kind and the points." }) input: SetCoefficientInput, @Ctx() context: SubgraphContext) {
    return setCoefficient(context, input);
  }
}

@Resolver(() => PracticeSite)
export class SiteRatesResolver {
  @FieldResolver(() => PointsRateConnection, { nullable: true, description: "系数: the coefficients that this site itself has set, in all their versions; the latest first." })
  pointsRates(@Root() site: PracticeSite, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfRatesAt(context, site.id, args);
  }
}
