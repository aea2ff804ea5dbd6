import { withoutSpelling } from "./id-number";

/** Mobile, or landline with its area code. */
const mobile = /^1[3-9]\d{9}$/;
const landline = /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/;

/** The one normal form of a phone number of mainland China, digits alone and without the country's code; null when it is none. */
export function readPhoneNumber(text: string): string | null {
  const [, code, rest] = /^(\+86|0086|86(?=1[3-9]\d{9}$))?(\d+)$/.exec(withoutSpelling(text).replace(/[().]/g, "")) ?? [];
  if (rest === undefined) return null;
  if (mobile.test(rest)) return rest;
  // Behind the country's code the zero of the area code is left out.
  const national = code !== undefined && !rest.startsWith("0") ? `0${rest}` : rest;
  return landline.test(national) ? national : null;
}
