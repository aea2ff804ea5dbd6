import { anyone, definePolicies, officerOf, signedIn } from "../../../kernel/auth/policies";

/** The rows are guarded, not their fields: no read hands an account to anybody who may not see all of it (`visibleAccounts` in the queries). */
const whoeverSeesTheAccount = anyone;

export const accountPolicies = definePolicies(
  {
    Query: { pointsAccount: signedIn, pointsAccounts: signedIn },
    PointsAccount: {
      id: whoeverSeesTheAccount,
      holder: whoeverSeesTheAccount,
      site: whoeverSeesTheAccount,
      balance: whoeverSeesTheAccount,
      openedAt: whoeverSeesTheAccount,
    },
    Volunteer: { pointsAccounts: signedIn },
    PracticeSite: { pointsAccounts: signedIn },
    Mutation: { openPointsAccount: officerOf((_, { input }) => input.siteId) },
  },
  { personal: ["PointsAccount"] },
);
