import { administrators, anyOf, definePolicies, officerOf, self } from "../../../kernel/auth/policies";
import type { Volunteer } from "../volunteer/volunteer.entity";

const thePerson = self((volunteer: Volunteer) => volunteer.id);
const thoseResponsible = anyOf(thePerson, officerOf((volunteer: Volunteer) => volunteer.siteId));

/** Masked values have the same readers as plain ones: six digits of a birthplace and the last four are no public matter either. They differ in what is recorded. */
export const identityPolicies = definePolicies({
  Volunteer: {
    documentKind: thoseResponsible,
    maskedIdNumber: thoseResponsible,
    idNumber: thoseResponsible,
    maskedPhone: thoseResponsible,
    phone: thoseResponsible,
    personalReads: anyOf(thePerson, administrators),
  },
});
