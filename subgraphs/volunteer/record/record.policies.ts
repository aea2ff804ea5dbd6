import { anyone, definePolicies, signedIn } from "../../../kernel/auth/policies";

/** The rows are guarded, not their fields: no read hands a record to anybody who may not see all of it (`visible` in the queries). */
const whoeverSeesTheRecord = anyone;

export const recordPolicies = definePolicies(
  {
    ServiceRecord: {
      id: whoeverSeesTheRecord,
      volunteer: whoeverSeesTheRecord,
      site: whoeverSeesTheRecord,
      kind: whoeverSeesTheRecord,
      minutes: whoeverSeesTheRecord,
      servedAt: whoeverSeesTheRecord,
      recordedAt: whoeverSeesTheRecord,
    },
    Volunteer: { serviceRecords: signedIn },
  },
  { personal: ["ServiceRecord"] },
);
