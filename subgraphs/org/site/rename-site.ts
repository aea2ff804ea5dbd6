import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { openNameOf } from "./site.entity";
import { sitesChanged } from "./site.events";
import { findSites } from "./site.queries";
import { siteReasons } from "./site.reasons";

@InputType({ description: "A new name for a site." })
export class RenameSiteInput {
  @Field(() => ID, { description: "The site that gets another name." })
  siteId!: string;

  @Field(() => String, { description: "Its new name, at most 100 characters; unique below its parent." })
  name!: string;
}

const input = z.object({ siteId: z.string(), name: lineOf(100) });

export function renameSite(context: SubgraphContext, given: RenameSiteInput) {
  return refusable(context, "site", () => {
    const { siteId, name } = validInput(input, given);
    return context.database.write(async (tx) => {
      const [site] = await findSites(tx, [siteId]);
      if (!site) refuse(siteReasons.siteUnknown, "siteId");
      if (site.closedOn !== null) refuse(siteReasons.siteClosed, "siteId");
      const renamed = { ...site, name, openName: openNameOf({ parentId: site.parentId, name }) };
      await run(tx, sql`UPDATE practice_site SET name = ${name}, open_name = ${renamed.openName} WHERE id = ${siteId} AND closed_on IS NULL`).catch((error: unknown) => {
        if (isUniqueViolation(error, "uq_practice_site_open_name")) refuse(siteReasons.siteNameTaken, "name");
        throw error;
      });
      await sitesChanged(tx, context, [renamed]);
      return renamed;
    });
  });
}
