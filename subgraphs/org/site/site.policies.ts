import { anyone, definePolicies, officerOf } from "../../../kernel/auth/policies";

/** Sites are public, as their signboards are; changing them is the work of the officer above. */
export const sitePolicies = definePolicies({
  Query: { site: anyone, sites: anyone },
  Mutation: {
    foundSite: officerOf((_, args) => args["input"].parentId),
    renameSite: officerOf((_, args) => args["input"].siteId),
    mergeSites: officerOf((_, args) => args["input"].siteIds),
  },
});
