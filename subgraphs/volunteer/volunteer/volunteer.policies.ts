import { anyone, anyOf, definePolicies, officerOf, self } from "../../../kernel/auth/policies";
import { volunteerById } from "./volunteer.queries";
import type { Volunteer } from "./volunteer.entity";

/** Number, masked name and site of a volunteer are public; the name is the person's own, and the officers'. */
export const volunteerPolicies = definePolicies(
  {
    Query: { volunteer: anyone, volunteers: anyone },
    Volunteer: {
      id: anyone,
      volunteerNumber: anyone,
      maskedName: anyone,
      name: anyOf(self((volunteer: Volunteer) => volunteer.id), officerOf((volunteer: Volunteer) => volunteer.siteId)),
      site: anyone,
      registeredAt: anyone,
    },
    Mutation: {
      registerVolunteer: officerOf((_, { input }) => input.siteId),
      transferVolunteer: officerOf(async (_, { input }, context) => [(await volunteerById(context, input.volunteerId))?.siteId, input.siteId]),
      renameVolunteer: officerOf(async (_, { input }, context) => (await volunteerById(context, input.volunteerId))?.siteId),
    },
  },
  { personal: ["Volunteer"] },
);
