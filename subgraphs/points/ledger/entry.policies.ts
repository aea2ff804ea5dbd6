import { anyone, definePolicies, signedIn } from "../../../kernel/auth/policies";

/** The rows are guarded, not their fields: no read hands an entry to anybody who may see neither account (`visible` in the queries). */
const whoeverSeesTheEntry = anyone;

export const entryPolicies = definePolicies(
  {
    LedgerEntry: {
      id: whoeverSeesTheEntry,
      source: whoeverSeesTheEntry,
      destination: whoeverSeesTheEntry,
      amount: whoeverSeesTheEntry,
      reason: whoeverSeesTheEntry,
      serviceRecord: whoeverSeesTheEntry,
      postedAt: whoeverSeesTheEntry,
    },
    PointsAccount: { entries: whoeverSeesTheEntry },
    ServiceRecord: { ledgerEntries: signedIn },
  },
  { personal: ["LedgerEntry"] },
);
