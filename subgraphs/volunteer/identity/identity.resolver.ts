import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { maskedBetween } from "../../../kernel/personal/masks";
import { PersonalRead } from "../../../kernel/personal/personal-read.entity";
import { pageOfPersonalReads, shownOnRecord } from "../../../kernel/personal/personal-read.queries";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { Volunteer } from "../volunteer/volunteer.entity";
import { DocumentKind } from "./document-kind";
import { idNumberOf, identityOf, phoneOf } from "./identity.queries";

export const PersonalReadConnection = connectionType(() => PersonalRead, "PersonalRead", "readings of personal values");

const readers = "the person, officers of the person's site or of one above it, and administrators; for everyone else null with FORBIDDEN, or UNAUTHENTICATED without a token";

/** What a volunteer's document and phone tell, and to whom it was told. */
@Resolver(() => Volunteer)
export class IdentityResolver {
  @FieldResolver(() => DocumentKind, { nullable: true, description: `The kind of document that idNumber stands on, for ${readers}. Null also when the volunteer was registered before documents were asked for.` })
  async documentKind(@Root() volunteer: Volunteer, @Ctx() context: SubgraphContext) {
    return (await identityOf(context, volunteer.id))?.documentKind ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: `The number of the document without its middle, such as 110105********002X: enough to compare with a paper at hand, and not recorded. For ${readers}. Null also when no document is known.` })
  async maskedIdNumber(@Root() volunteer: Volunteer, @Ctx() context: SubgraphContext) {
    const [identity, number] = [await identityOf(context, volunteer.id), await idNumberOf(context, volunteer.id)];
    if (!identity || number === null) return null;
    return identity.documentKind === DocumentKind.RESIDENT_ID ? maskedBetween(number, 6, 4) : maskedBetween(number, 1, 2);
  }

  @FieldResolver(() => String, { nullable: true, description: `证件号码: the number of the document in plain text. Every reading is recorded in personalReads, by whomever. For ${readers}. Null also when no document is known.` })
  async idNumber(@Root() volunteer: Volunteer, @Ctx() context: SubgraphContext) {
    const number = await idNumberOf(context, volunteer.id);
    return number && shownOnRecord(context, volunteer.id, "idNumber", number);
  }

  @FieldResolver(() => String, { nullable: true, description: `The phone number without its middle, such as 138****8000; not recorded. For ${readers}. Null also when the person gave none.` })
  async maskedPhone(@Root() volunteer: Volunteer, @Ctx() context: SubgraphContext) {
    const phone = await phoneOf(context, volunteer.id);
    return phone && maskedBetween(phone, 3, 4);
  }

  @FieldResolver(() => String, { nullable: true, description: `联系电话: the phone number in plain text, digits alone. Every reading is recorded in personalReads, by whomever. For ${readers}. Null also when the person gave none.` })
  async phone(@Root() volunteer: Volunteer, @Ctx() context: SubgraphContext) {
    const phone = await phoneOf(context, volunteer.id);
    return phone && shownOnRecord(context, volunteer.id, "phone", phone);
  }

  @FieldResolver(() => PersonalReadConnection, { nullable: true, description: "Who was shown this person's idNumber or phone in plain text, the latest first. For the person and administrators; for everyone else null with FORBIDDEN, or UNAUTHENTICATED without a token." })
  personalReads(@Root() volunteer: Volunteer, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfPersonalReads(context, volunteer.id, args);
  }
}
