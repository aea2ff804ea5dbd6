import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { inList, insertRows, query, run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import { DateScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { businessDayOf, type Day } from "../../../kernel/time/time";
import { cover, insertSite } from "./found-site";
import { SiteSuccession } from "./site-succession.entity";
import { openNameOf, type PracticeSite } from "./site.entity";
import { sitesChanged } from "./site.events";
import { findSites, findSitesBelow } from "./site.queries";
import { siteReasons } from "./site.reasons";

@InputType({ description: "Sites to become one, as where villages and communities were joined." })
export class MergeSitesInput {
  @Field(() => [ID], { description: "The open sites that merge: 2 to 20, of one level under one site." })
  siteIds!: string[];

  @Field(() => String, { description: "Name of the site that succeeds them, at most 100 characters." })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: "Business day from which the successor stands in their place; today when none is given." })
  effectiveOn?: Day | null;
}

const input = z.object({ siteIds: z.array(z.string()).max(20), name: lineOf(100), effectiveOn: z.string().nullish() });

export function mergeSites(context: SubgraphContext, given: MergeSitesInput) {
  return refusable(context, "site", () => {
    const wanted = validInput(input, given);
    const siteIds = [...new Set(wanted.siteIds)];
    if (siteIds.length < 2) refuse(siteReasons.mergeNeedsTwo, "siteIds");
    const effectiveOn = wanted.effectiveOn ?? businessDayOf(context.clock.now());
    return context.database.write((tx) => merge(tx, context, siteIds, wanted.name, effectiveOn));
  });
}

async function merge(tx: EntityManager, context: SubgraphContext, siteIds: readonly string[], name: string, effectiveOn: Day): Promise<PracticeSite> {
  const predecessors = await mergeable(tx, siteIds, effectiveOn);
  const [first] = predecessors as [PracticeSite, ...PracticeSite[]];
  const id = context.ids.next("site");
  const successor: PracticeSite = { ...first, id, name, label: null, path: `${first.path.slice(0, -first.id.length - 1)}${id}/`, foundedOn: effectiveOn, openName: openNameOf({ parentId: first.parentId, name }) };

  await run(tx, sql`UPDATE practice_site SET closed_on = ${effectiveOn}, open_name = NULL WHERE id IN ${inList(siteIds)} AND closed_on IS NULL`);
  await insertSite(tx, successor);
  const covered = await query<{ region_id: string }>(tx, sql`SELECT DISTINCT region_id FROM site_coverage WHERE site_id IN ${inList(siteIds)} AND covers_to IS NULL ORDER BY region_id`);
  await run(tx, sql`UPDATE site_coverage SET covers_to = ${effectiveOn} WHERE site_id IN ${inList(siteIds)} AND covers_to IS NULL`);
  await cover(tx, id, covered.map((row) => row.region_id), effectiveOn);
  await insertRows(tx, SiteSuccession, siteIds.map((predecessorId) => ({ predecessorId, successorId: id, effectiveOn })));

  const moved: PracticeSite[] = [];
  for (const predecessor of predecessors) moved.push(...(await moveChildren(tx, predecessor, successor)));
  const closed = predecessors.map((predecessor) => ({ ...predecessor, closedOn: effectiveOn, openName: null }));
  await sitesChanged(tx, context, [...closed, successor, ...moved]);
  return successor;
}

async function mergeable(tx: EntityManager, siteIds: readonly string[], effectiveOn: Day): Promise<readonly PracticeSite[]> {
  const found = new Map((await findSites(tx, siteIds)).map((site) => [site.id, site]));
  return siteIds.map((siteId, index) => {
    const site = found.get(siteId) ?? refuse(siteReasons.siteUnknown, `siteIds.${index}`);
    const first = found.get(siteIds[0]!)!;
    if (site.closedOn !== null) refuse(siteReasons.siteClosed, `siteIds.${index}`);
    if (site.level !== first.level || site.parentId !== first.parentId) refuse(siteReasons.mergeSameLevel, `siteIds.${index}`);
    if (site.foundedOn >= effectiveOn) refuse(siteReasons.mergedBeforeFounded, "effectiveOn");
    return site;
  });
}

/** What stood under a merged site stands under its successor, the whole subtree with it. */
async function moveChildren(tx: EntityManager, from: PracticeSite, to: PracticeSite): Promise<readonly PracticeSite[]> {
  const below = await findSitesBelow(tx, from);
  const moved = below.map((site): PracticeSite => {
    const parentId = site.parentId === from.id ? to.id : site.parentId;
    const openName = site.closedOn === null ? openNameOf({ parentId, name: site.name }) : null;
    return { ...site, parentId, openName, path: `${to.path}${site.path.slice(from.path.length)}` };
  });
  for (const site of moved) await run(tx, sql`UPDATE practice_site SET parent_id = ${site.parentId}, path = ${site.path}, open_name = ${site.openName} WHERE id = ${site.id}`);
  return moved;
}
