import { readIdNumber, withoutSpelling } from "../../../kernel/personal/id-number";
import type { Reason } from "../../../kernel/errors/refusals";
import type { Day } from "../../../kernel/time/time";
import { DocumentKind } from "./document-kind";
import { identityReasons } from "./identity.reasons";

export type DocumentNumber = { readonly number: string } | { readonly refused: Reason };

const readers: Record<DocumentKind, (text: string, today: Day) => DocumentNumber> = {
  [DocumentKind.RESIDENT_ID](text, today) {
    const read = readIdNumber(text, today);
    return "number" in read ? read : { refused: { form: identityReasons.idNumberForm, check: identityReasons.idNumberCheck, birth: identityReasons.idNumberBirth }[read.fault] };
  },
  // The separator stays: it tells the country from a number that begins with letters.
  [DocumentKind.PASSPORT](text) {
    const [, country, number] = /^\s*(\p{L}{3})[\s\p{Pd}]+(.+)$/u.exec(text.normalize("NFKC")) ?? [];
    return matched(`${country ?? ""}-${withoutSpelling(number ?? "")}`.toUpperCase(), /^([A-Z]{3}-[A-Z0-9]{5,17})$/, identityReasons.passportForm);
  },
  [DocumentKind.HONG_KONG_MACAO_PERMIT]: (text) => matched(withoutSpelling(text), /^([HM]\d{8})(?:\d{2})?$/, identityReasons.documentForm),
  [DocumentKind.TAIWAN_PERMIT]: (text) => matched(withoutSpelling(text), /^(\d{8})$/, identityReasons.documentForm),
};

/** The one normal form of a document's number, however it was typed; or why it is none. */
export function readDocumentNumber(kind: DocumentKind, text: string, today: Day): DocumentNumber {
  return readers[kind](text, today);
}

function matched(text: string, form: RegExp, refused: Reason): DocumentNumber {
  const number = form.exec(text)?.[1];
  return number === undefined ? { refused } : { number };
}
