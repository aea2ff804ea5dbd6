import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { inList, insertRows, query } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import { DateScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { businessDayOf, type Day } from "../../../kernel/time/time";
import { SiteCoverage } from "./site-coverage.entity";
import { mayStandUnder, SiteLevel } from "./site-level";
import { openNameOf, PracticeSite } from "./site.entity";
import { sitesChanged } from "./site.events";
import { findSites } from "./site.queries";
import { siteReasons } from "./site.reasons";

/** Deeper chains than any county has; what the path column holds. */
export const maximumChainLength = 10;

@InputType({ description: "A practice site to be founded." })
export class FoundSiteInput {
  @Field(() => String, { description: "Its name as the signboard says it, at most 100 characters; unique below its parent." })
  name!: string;

  @Field(() => SiteLevel, { description: "Its level in the chain." })
  level!: SiteLevel;

  @Field(() => String, { nullable: true, description: "What the county calls this level, at most 50 characters, where it has a word of its own." })
  label?: string | null;

  @Field(() => ID, { nullable: true, description: "The site above it; only a center may have none." })
  parentId?: string | null;

  @Field(() => [ID], { nullable: true, description: "The regions that it covers from its first day on; at most 100." })
  regionIds?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: "Business day from which it exists; today when none is given." })
  foundedOn?: Day | null;
}

const input = z.object({
  name: lineOf(100),
  level: z.enum(SiteLevel),
  label: lineOf(50).nullish(),
  parentId: z.string().nullish(),
  regionIds: z.array(z.string()).max(100).nullish(),
  foundedOn: z.string().nullish(),
});

export function foundSite(context: SubgraphContext, given: FoundSiteInput) {
  return refusable(context, "site", () => {
    const wanted = validInput(input, given);
    return context.database.write((tx) => found(tx, context, wanted));
  });
}

async function found(tx: EntityManager, context: SubgraphContext, wanted: z.output<typeof input>): Promise<PracticeSite> {
  const foundedOn = wanted.foundedOn ?? businessDayOf(context.clock.now());
  const parent = await parentOf(tx, wanted, foundedOn);
  const id = context.ids.next("site");
  const site: PracticeSite = {
    __typename: "PracticeSite",
    id,
    name: wanted.name,
    level: wanted.level,
    label: wanted.label ?? null,
    parentId: parent?.id ?? null,
    path: `${parent?.path ?? "/"}${id}/`,
    foundedOn,
    closedOn: null,
    openName: openNameOf({ parentId: parent?.id ?? null, name: wanted.name }),
  };
  await insertSite(tx, site);
  await cover(tx, site.id, [...new Set(wanted.regionIds ?? [])], foundedOn);
  await sitesChanged(tx, context, [site]);
  return site;
}

async function parentOf(tx: EntityManager, wanted: z.output<typeof input>, foundedOn: Day): Promise<PracticeSite | null> {
  if (!wanted.parentId) {
    if (wanted.level !== SiteLevel.CENTER) refuse(siteReasons.parentRequired, "parentId");
    return null;
  }
  const [parent] = await findSites(tx, [wanted.parentId]);
  if (!parent) refuse(siteReasons.siteUnknown, "parentId");
  if (parent.closedOn !== null) refuse(siteReasons.siteClosed, "parentId");
  if (!mayStandUnder(wanted.level, parent.level)) refuse(siteReasons.levelDoesNotFit, "level", { level: wanted.level, parentLevel: parent.level });
  if (foundedOn < parent.foundedOn) refuse(siteReasons.foundedBeforeParent, "foundedOn");
  if (parent.path.split("/").length - 1 > maximumChainLength) refuse(siteReasons.chainTooDeep, "parentId", { maximum: maximumChainLength });
  return parent;
}

/** The unique index over (parent, name) of open sites decides, so two requests cannot both be right. */
export async function insertSite(tx: EntityManager, site: PracticeSite): Promise<void> {
  try {
    await insertRows(tx, PracticeSite, [site]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_practice_site_open_name")) refuse(siteReasons.siteNameTaken, "name");
    throw error;
  }
}

export async function cover(tx: EntityManager, siteId: string, regionIds: readonly string[], from: Day): Promise<void> {
  if (regionIds.length === 0) return;
  const known = new Set((await query<{ id: string }>(tx, sql`SELECT id FROM region WHERE id IN ${inList(regionIds)}`)).map(({ id }) => id));
  const unknown = regionIds.findIndex((regionId) => !known.has(regionId));
  if (unknown >= 0) refuse(siteReasons.regionUnknown, `regionIds.${unknown}`);
  await insertRows(tx, SiteCoverage, regionIds.map((regionId) => ({ siteId, regionId, coversFrom: from, coversTo: null })));
}
