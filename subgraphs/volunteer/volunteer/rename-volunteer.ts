import sql from "sql-template-tag";
import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import { run } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable, refuse } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { maximumNameLength } from "./volunteer.entity";
import { volunteerChanged } from "./volunteer.events";
import { findVolunteerToChange } from "./volunteer.queries";
import { volunteerReasons } from "./volunteer.reasons";

@InputType({ description: "A new or corrected name for a volunteer." })
export class RenameVolunteerInput {
  @Field(() => ID, { description: "The volunteer whose name it is." })
  volunteerId!: string;

  @Field(() => String, { description: "The full name from now on, at most 50 characters." })
  name!: string;
}

const input = z.object({ volunteerId: z.string(), name: lineOf(maximumNameLength) });

export function renameVolunteer(context: SubgraphContext, given: RenameVolunteerInput) {
  return refusable(context, "volunteer", () => {
    const { volunteerId, name } = validInput(input, given);
    return context.database.write(async (tx) => {
      const volunteer = (await findVolunteerToChange(tx, volunteerId)) ?? refuse(volunteerReasons.volunteerUnknown, "volunteerId");
      await run(tx, sql`UPDATE volunteer SET name = ${name} WHERE id = ${volunteerId}`);
      const renamed = { ...volunteer, name };
      await volunteerChanged(tx, context, renamed);
      return renamed;
    });
  });
}
