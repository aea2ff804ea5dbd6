import { administrators, anyone, definePolicies } from "../../../kernel/auth/policies";

/** The register is public; what it lacks only administrators add. */
export const regionPolicies = definePolicies({
  Query: { region: anyone, regions: anyone },
  Mutation: { addRegion: administrators },
});
