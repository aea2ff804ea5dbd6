import type { EntityManager } from "typeorm";
import { z } from "zod";
import { isUniqueViolation } from "../../../kernel/database/errors";
import { insertRows } from "../../../kernel/database/rows";
import { refuse } from "../../../kernel/errors/refusals";
import { readPhoneNumber } from "../../../kernel/personal/phone-number";
import { blindIndex, seal } from "../../../kernel/personal/sealing";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import type { Day } from "../../../kernel/time/time";
import type { DocumentKind } from "./document-kind";
import { readDocumentNumber } from "./document-number";
import { idNumberColumn, phoneColumn, VolunteerIdentity } from "./identity.entity";
import { identityReasons } from "./identity.reasons";

interface TypedDocument {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly today: Day;
}

/** A document as it was typed becomes its normal form. What its number may be depends on the kind, so both come together. */
export const typedDocument = z.custom<TypedDocument>().transform(({ kind, text, today }, check) => {
  const read = readDocumentNumber(kind, text, today);
  if ("number" in read) return { kind, number: read.number };
  check.addIssue({ code: "custom", params: { reason: read.refused } });
  return z.NEVER;
});

/** An empty phone is none. */
export const typedPhone = z.string().nullish().transform((text, check) => {
  if (!text?.trim()) return null;
  const phone = readPhoneNumber(text);
  if (phone === null) check.addIssue({ code: "custom", params: { reason: identityReasons.phoneForm } });
  return phone;
});

export interface Identity {
  readonly document: z.output<typeof typedDocument>;
  readonly phone: string | null;
}

/** The unique blind index decides whether a document is registered already, so nobody can be registered twice, at once or in turn. */
export async function keepIdentity(tx: EntityManager, { keyring }: SubgraphContext, volunteerId: string, { document, phone }: Identity): Promise<void> {
  const identity: VolunteerIdentity = {
    volunteerId,
    documentKind: document.kind,
    idNumber: seal(keyring, idNumberColumn, volunteerId, document.number),
    idNumberIndex: blindIndex(keyring, idNumberColumn, `${document.kind} ${document.number}`),
    phone: phone === null ? null : seal(keyring, phoneColumn, volunteerId, phone),
  };
  try {
    await insertRows(tx, VolunteerIdentity, [identity]);
  } catch (error) {
    if (isUniqueViolation(error, "uq_volunteer_identity_document")) refuse(identityReasons.documentTaken, "idNumber");
    throw error;
  }
}
