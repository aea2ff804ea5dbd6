import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, registerEnumType, Resolver, Root } from "type-graphql";
import { Fault } from "../../../kernel/errors/faults";
import { ConnectionArgs } from "../../../kernel/paging/arguments";
import { connectionType } from "../../../kernel/paging/connection";
import { DateTimeScalar } from "../../../kernel/scalars/scalars";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Instant } from "../../../kernel/time/time";
import { PracticeSite, practiceSite } from "../stubs/practice-site";
import { maskedNameOf } from "./masked-name";
import { RegisterVolunteerInput, registerVolunteer } from "./register-volunteer";
import { RenameVolunteerInput, renameVolunteer } from "./rename-volunteer";
import { TransferVolunteerInput, transferVolunteer } from "./transfer-volunteer";
import { Volunteer } from "./volunteer.entity";
import { RegisterVolunteerPayload, RenameVolunteerPayload, TransferVolunteerPayload } from "./volunteer.payloads";
import { pageOfVolunteers, pageOfVolunteersAt, volunteerById, volunteerByNumber, volunteerOrders } from "./volunteer.queries";

export const VolunteerConnection = connectionType(() => Volunteer, "Volunteer", "volunteers");

enum VolunteerOrder {
  REGISTERED = "REGISTERED",
  NEWEST = "NEWEST",
  NUMBER = "NUMBER",
}
registerEnumType(VolunteerOrder, {
  name: "VolunteerOrder",
  description: "How a list of volunteers is ordered.",
  valuesConfig: {
    REGISTERED: { description: "Who registered first comes first." },
    NEWEST: { description: "Who registered last comes first." },
    NUMBER: { description: "By public number, the smallest first; says nothing about when somebody registered." },
  },
});

@InputType({ description: "Which volunteers a list holds; all conditions must hold." })
class VolunteerFilterInput {
  @Field(() => ID, { nullable: true, description: "Only volunteers of this practice site itself, without those of sites below it." })
  siteId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only volunteers registered at this moment or later." })
  registeredFrom?: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Only volunteers registered before this moment." })
  registeredTo?: Instant | null;
}

@ArgsType()
class VolunteersArgs extends ConnectionArgs {
  @Field(() => VolunteerFilterInput, { nullable: true, description: "Which volunteers; all of them when none is given." })
  filter?: VolunteerFilterInput | null;

  @Field(() => VolunteerOrder, { nullable: true, description: "The order; by registration, the oldest first, when none is given." })
  orderBy?: VolunteerOrder | null;
}

@ArgsType()
class VolunteerArgs {
  @Field(() => ID, { nullable: true, description: "The opaque id; instead of the number, not beside it." })
  id?: string | null;

  @Field(() => String, { nullable: true, description: "The public number, twelve digits; instead of the id, not beside it." })
  volunteerNumber?: string | null;
}

@Resolver(() => Volunteer)
export class VolunteerResolver {
  @Query(() => Volunteer, { nullable: true, description: "The volunteer with this id or with this number, one of the two; null when there is none." })
  volunteer(@Args(() => VolunteerArgs) { id, volunteerNumber }: VolunteerArgs, @Ctx() context: SubgraphContext) {
    if (id != null && volunteerNumber == null) return volunteerById(context, id);
    if (id == null && volunteerNumber != null) return volunteerByNumber(context, volunteerNumber);
    throw new Fault("BAD_USER_INPUT", { detail: "id, volunteerNumber" });
  }

  @Query(() => VolunteerConnection, { nullable: true, description: "Volunteers of all practice sites." })
  volunteers(@Args(() => VolunteersArgs) args: VolunteersArgs, @Ctx() context: SubgraphContext) {
    return pageOfVolunteers(context, args.filter ?? {}, volunteerOrders[args.orderBy ?? VolunteerOrder.REGISTERED], args);
  }

  @FieldResolver(() => String, { description: "The name as everyone may read it: its first character and a star for each further one, such as 王**; a name of one character is one star." })
  maskedName(@Root() volunteer: Volunteer) {
    return maskedNameOf(volunteer.name);
  }

  @FieldResolver(() => PracticeSite, { nullable: true, description: "The practice site that the volunteer belongs to now; null only while sites cannot be read." })
  site(@Root() volunteer: Volunteer) {
    return practiceSite(volunteer.siteId);
  }

  @Mutation(() => RegisterVolunteerPayload, { nullable: true, description: "Register a person as a volunteer of a practice site. Officers may at their own site and below, administrators anywhere." })
  registerVolunteer(@Arg("input", () => RegisterVolunteerInput, { description: "The person to be registered." }) input: RegisterVolunteerInput, @Ctx() context: SubgraphContext) {
    return registerVolunteer(context, input);
  }

  @Mutation(() => TransferVolunteerPayload, { nullable: true, description: "Move a volunteer to another practice site; the number stays. For officers of both sites, and administrators." })
  transferVolunteer(@Arg("input", () => TransferVolunteerInput, { description: "The volunteer and the new site." }) input: TransferVolunteerInput, @Ctx() context: SubgraphContext) {
    return transferVolunteer(context, input);
  }

  @Mutation(() => RenameVolunteerPayload, { nullable: true, description: "Correct or change a volunteer's name. For officers of the volunteer's site, and administrators." })
  renameVolunteer(@Arg("input", () => RenameVolunteerInput, { description: "The volunteer and the new name." }) input: RenameVolunteerInput, @Ctx() context: SubgraphContext) {
    return renameVolunteer(context, input);
  }
}

@Resolver(() => PracticeSite)
export class SiteVolunteersResolver {
  @FieldResolver(() => VolunteerConnection, { nullable: true, description: "The volunteers of this site itself, without those of sites below it; who registered first comes first." })
  volunteers(@Root() site: PracticeSite, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: SubgraphContext) {
    return pageOfVolunteersAt(context, site.id, args);
  }
}
