import { anyone, definePolicies, officerOf } from "../../../kernel/auth/policies";

/** What an hour counts is public; it is set by whoever is an officer of the site. */
export const ratePolicies = definePolicies({
  PracticeSite: { pointsRates: anyone },
  Mutation: { setCoefficient: officerOf((_, { input }) => input.siteId) },
});
