import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { validInput } from "../../../kernel/errors/input";
import { refusable } from "../../../kernel/errors/refusals";
import { lineOf } from "../../../kernel/errors/text";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { businessDayOf } from "../../../kernel/time/time";
import { DocumentKind } from "../identity/document-kind";
import { keepIdentity, typedDocument, typedPhone, type Identity } from "../identity/keep-identity";
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

  @Field(() => DocumentKind, { nullable: true, description: "The kind of document that idNumber stands on; a resident's ID card when none is given." })
  documentKind?: DocumentKind | null;

  @Field(() => String, { description: "The number of the identity document, however it is spelled: in full-width characters, with spaces, in the old form of 15 digits. A document is registered once. It is kept sealed." })
  idNumber!: string;

  @Field(() => String, { nullable: true, description: "A mobile number of mainland China, or a landline with its area code; kept sealed. Several people may have the same." })
  phone?: string | null;
}

const input = z.object({ name: lineOf(maximumNameLength), siteId: z.string(), idNumber: typedDocument, phone: typedPhone });

export function registerVolunteer(context: SubgraphContext, given: RegisterVolunteerInput) {
  return refusable(context, "volunteer", async () => {
    const typed = { kind: given.documentKind ?? DocumentKind.RESIDENT_ID, text: given.idNumber, today: businessDayOf(context.clock.now()) };
    const { name, siteId, idNumber: document, phone } = validInput(input, { ...given, idNumber: typed });
    await assertSiteReceives(context, siteId);
    return context.database.write((tx) => register(tx, context, { name, siteId }, { document, phone }));
  });
}

async function register(tx: EntityManager, context: SubgraphContext, { name, siteId }: Pick<Volunteer, "name" | "siteId">, identity: Identity): Promise<Volunteer> {
  const volunteer = await insertUnderFreeNumber(tx, context, { __typename: "Volunteer", id: context.ids.next("vol"), name, siteId, registeredAt: context.clock.now() });
  await keepIdentity(tx, context, volunteer.id, identity);
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
