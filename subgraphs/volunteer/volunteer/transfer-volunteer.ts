import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import { run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { assertSiteReceives } from "./receiving-site";
import { volunteerMoved } from "./volunteer.events";
import { findVolunteerToChange } from "./volunteer.queries";
import { volunteerReasons } from "./volunteer.reasons";

@InputType({ description: "A volunteer to be moved to another site, as after a change of residence." })
export class TransferVolunteerInput {
  @Field(() => ID, { description: "The volunteer who moves." })
  volunteerId!: string;

  @Field(() => ID, { description: "The practice site that the volunteer belongs to from now on; it must be open." })
  siteId!: string;
}

const input = z.object({ volunteerId: z.string(), siteId: z.string() });

export function transferVolunteer(context: SubgraphContext, given: TransferVolunteerInput) {
  return refusable(context, "volunteer", async () => {
    const { volunteerId, siteId } = validInput(input, given);
    await assertSiteReceives(context, siteId);
    return context.database.write(async (tx) => {
      const volunteer = (await findVolunteerToChange(tx, volunteerId)) ?? refuse(volunteerReasons.volunteerUnknown, "volunteerId");
      if (volunteer.siteId === siteId) refuse(volunteerReasons.volunteerAlreadyThere, "siteId");
      await run(tx, sql`UPDATE volunteer SET site_id = ${siteId} WHERE id = ${volunteerId} AND site_id = ${volunteer.siteId}`);
      const transferred = { ...volunteer, siteId };
      await volunteerMoved(tx, context, transferred, volunteer.siteId);
      return transferred;
    });
  });
}
