import { parseDay, type Day } from "../time/time";

/** GB 11643: the weights of the first seventeen digits, and the check character by the weighted sum modulo 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = "10X98765432";

export type IdNumberFault = "form" | "check" | "birth";

/**
 * The one normal form of a citizen identity number (公民身份号码), however it was typed; or what is wrong with it. A number of fifteen digits, as
 * issued until 1999, is the same person's number of eighteen.
 */
export function readIdNumber(text: string, today: Day): { readonly number: string } | { readonly fault: IdNumberFault } {
  const typed = withoutSpelling(text);
  const number = /^\d{15}$/.test(typed) ? lengthened(typed) : typed;
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return { fault: "form" };
  if (checkCharacterOf(number.slice(0, 17)) !== number[17]) return { fault: "check" };
  const birth = parseDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  return birth === null || birth < "1800-01-01" || birth > today ? { fault: "birth" } : { number };
}

export function checkCharacterOf(seventeenDigits: string): string {
  const sum = weights.reduce<number>((total, weight, at) => total + weight * Number(seventeenDigits[at]), 0);
  return checkCharacters[sum % 11]!;
}

/** Without what differs from hand to hand: full-width characters, spaces and hyphens of any kind, lower case. */
export function withoutSpelling(text: string): string {
  return text.normalize("NFKC").replace(/[\s\p{Cf}\p{Pd}]/gu, "").toUpperCase();
}

function lengthened(fifteenDigits: string): string {
  const seventeen = `${fifteenDigits.slice(0, 6)}19${fifteenDigits.slice(6)}`;
  return `${seventeen}${checkCharacterOf(seventeen)}`;
}
