import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, registerEnumType, Resolver, Root } from "type-graphql";
import { Fault } from "../../../kernel/errors/faults";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { RegionCodeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { addRegion, AddRegionInput, AddRegionPayload } from "./add-region";
import { RegionLevel } from "./region-kinds";
import { Region } from "./region.entity";
import { ancestorsOfRegion, pageOfChildRegions, pageOfRegions, regionByCode, regionById, regionOrders } from "./region.queries";

const RegionConnection = connectionType(() => Region, "Region", "administrative divisions");

enum RegionOrder {
  CODE = "CODE",
  NAME = "NAME",
}
registerEnumType(RegionOrder, {
  name: "RegionOrder",
  description: "How a list of administrative divisions is ordered.",
  valuesConfig: {
    CODE: { description: "By code: each division before those below it, one without a code behind its siblings." },
    NAME: { description: "By name, in the order of its characters." },
  },
});

@InputType({ description: "Which administrative divisions a list holds; all conditions must hold." })
class RegionFilterInput {
  @Field(() => RegionCodeScalar, { nullable: true, description: "Only divisions directly below the one with this code." })
  parentCode?: string | null;

  @Field(() => RegionLevel, { nullable: true, description: "Only divisions of this level." })
  level?: RegionLevel | null;

  @Field(() => String, { nullable: true, description: "Only divisions whose name contains this text, such as 绥芬." })
  nameContains?: string | null;
}

@ArgsType()
class RegionsArgs extends ConnectionArgs {
  @Field(() => RegionFilterInput, { nullable: true, description: "Which divisions; all of them when none is given." })
  filter?: RegionFilterInput | null;

  @Field(() => RegionOrder, { nullable: true, description: "The order; by code when none is given." })
  orderBy?: RegionOrder | null;
}

@ArgsType()
class RegionArgs {
  @Field(() => RegionCodeScalar, { nullable: true, description: "Its code in the national register, such as 231081." })
  code?: string | null;

  @Field(() => ID, { nullable: true, description: "Its id, for a division without a code; either this or the code." })
  id?: string | null;
}

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => Region, { nullable: true, description: "The administrative division (行政区划) with this code or id; null when there is none." })
  region(@Args(() => RegionArgs) { code, id }: RegionArgs, @Ctx() context: SubgraphContext) {
    if ((code == null) === (id == null)) throw new Fault("BAD_USER_INPUT", { detail: "code, id" });
    return code != null ? regionByCode(context, code) : regionById(context, id!);
  }

  @Query(() => RegionConnection, { nullable: true, description: "Administrative divisions of all levels." })
  regions(@Args(() => RegionsArgs) args: RegionsArgs, @Ctx() context: SubgraphContext) {
    return pageOfRegions(context, args.filter ?? {}, regionOrders[args.orderBy ?? RegionOrder.CODE], args);
  }

  @FieldResolver(() => Region, { nullable: true, description: "The division directly above it; null for a province." })
  parent(@Root() region: Region, @Ctx() context: SubgraphContext) {
    return region.parentId === null ? null : regionById(context, region.parentId);
  }

  @FieldResolver(() => [Region], { description: "The divisions above it, its province first: the path from the root of the country." })
  ancestors(@Root() region: Region, @Ctx() context: SubgraphContext) {
    return ancestorsOfRegion(context, region);
  }

  @FieldResolver(() => RegionConnection, { nullable: true, description: "The divisions directly below it, by code." })
  children(@Root() region: Region, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfChildRegions(context, region.id, args);
  }

  @Mutation(() => AddRegionPayload, { nullable: true, description: "Add a division that the national register has no code for; administrators only." })
  addRegion(@Arg("input", () => AddRegionInput, { description: "The division and its place." }) input: AddRegionInput, @Ctx() context: SubgraphContext) {
    return addRegion(context, input);
  }
}
