import type { UserError } from "./refusals";

/** The object of a payload that must not have been refused: for the demo world and specifications, which know that their input is right. */
export function granted<Key extends string, Result>(payload: { readonly [K in Key]: Result | null } & { readonly userErrors: readonly UserError[] }, name: Key): Result {
  const result = payload[name];
  if (result !== null && payload.userErrors.length === 0) return result;
  throw new Error(`refused: ${payload.userErrors.map(({ code, field, message }) => `${code} ${field?.join(".") ?? ""} ${message}`).join("; ")}`);
}
