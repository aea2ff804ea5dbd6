import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse, UserError } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { kindFitsLevel, liesBelow, RegionKind, RegionLevel } from "./region-kinds";
import { Region, regionBelow } from "./region.entity";
import { findRegionsByIds } from "./region.queries";
import { regionReasons } from "./region.reasons";

@InputType({ description: "A division that the national register has no code for, such as 菜营村 or 前哨社区." })
export class AddRegionInput {
  @Field(() => ID, { description: "The division directly above it." })
  parentId!: string;

  @Field(() => String, { description: "Its name in Chinese, at most 100 characters; unique below its parent." })
  name!: string;

  @Field(() => RegionLevel, { description: "Its level, further down than the parent's." })
  level!: RegionLevel;

  @Field(() => RegionKind, { description: "What sort of division it is; one that its level has." })
  kind!: RegionKind;
}

@ObjectType({ simpleResolvers: true, description: "What adding a division answers." })
export class AddRegionPayload {
  @Field(() => Region, { nullable: true, description: "The new division; null when it was refused." })
  region!: Region | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

const input = z.object({ parentId: z.string(), name: lineOf(100), level: z.enum(RegionLevel), kind: z.enum(RegionKind) });

export function addRegion(context: SubgraphContext, given: AddRegionInput) {
  return refusable(context, "region", () => {
    const { parentId, ...wanted } = validInput(input, given);
    const { level, kind } = wanted;
    if (!kindFitsLevel(kind, level)) refuse(regionReasons.regionKindDoesNotFit, "kind", { kind, level });
    return context.database.write(async (tx) => {
      const [parent] = await findRegionsByIds(tx, [parentId]);
      if (!parent) refuse(regionReasons.parentRegionUnknown, "parentId");
      if (!liesBelow(level, parent.level)) refuse(regionReasons.regionLevelNotBelow, "level", { level, parentLevel: parent.level });
      return insertRegion(tx, regionBelow(parent, { id: context.ids.next("region"), code: null, ...wanted }));
    });
  });
}

/** The unique index over (parent, name) decides, so two requests cannot both be right. */
async function insertRegion(tx: EntityManager, region: Region): Promise<Region> {
  try {
    await insertRows(tx, Region, [region]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_region_name")) refuse(regionReasons.regionNameTaken, "name");
    throw error;
  }
  return region;
}
