import type { UserError } from "./refusals";

/** The object of a payload that must not have been refused: for the demo world and specifications, which know that their input is right. */
export function granted<Payload extends { readonly userErrors: readonly UserError[] }, Key extends Exclude<keyof Payload, "userErrors">>(payload: Payload, name: Key): NonNullable<Payload[Key]> {
  const result = payload[name];
  if (result != null && payload.userErrors.length === 0) return result;
  throw new Error(`refused: ${payload.userErrors.map(({ code, field, message }) => `${code} ${field?.join(".") ?? ""} ${message}`).join("; ")}`);
}
