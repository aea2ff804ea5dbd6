import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { assertSiteReceives } from "./receiving-site";
import { drawnDigits, volunteerNumberOf } from "./volunteer-number";
import { maximumNameLength, Volunteer } from "./volunteer.entity";
import { volunteerChanged } from "./volunteer.events";

/** Even with half of all numbers given out, that many misses in a row is one registration in a million. */
const maximumDraws = 20;

@InputType({ description: "A person to be registered as a volunteer." })
export class RegisterVolunteerInput {
  @Field(() => String, { description: "The full name, at most 50 characters; only the person, the site's officers and administrators can read it again." })
  name!: string;

  @Field(() => ID, { description: "The practice site that the volunteer belongs to; it must be open." })
  siteId!: string;
}

const input = z.object({ name: lineOf(maximumNameLength), siteId: z.string() });

export function registerVolunteer(context: SubgraphContext, given: RegisterVolunteerInput) {
  return refusable(context, "volunteer", async () => {
    const { name, siteId } = validInput(input, given);
    await assertSiteReceives(context, siteId);
    return context.database.write((tx) => register(tx, context, name, siteId));
  });
}

async function register(tx: EntityManager, context: SubgraphContext, name: string, siteId: string): Promise<Volunteer> {
  const volunteer = await insertUnderFreeNumber(tx, context, { __typename: "Volunteer", id: context.ids.next("vol"), name, siteId, registeredAt: context.clock.now() });
  await volunteerChanged(tx, context, volunteer);
  return volunteer;
}

/** The unique index decides whether a number is free, so two registrations cannot draw the same. */
async function insertUnderFreeNumber(tx: EntityManager, context: SubgraphContext, unnumbered: Omit<Volunteer, "volunteerNumber">): Promise<Volunteer> {
  for (let draws = 1; ; draws++) {
    const volunteer = { ...unnumbered, volunteerNumber: volunteerNumberOf(context.ids.digits(drawnDigits)) };
    try {
      await insertRows(tx, Volunteer, [volunteer]);
      return volunteer;
    } catch (error) {
      if (!isUniqueViolation(error, "uq_volunteer_number") || draws === maximumDraws) throw error;
    }
  }
}
