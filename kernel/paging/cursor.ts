import { Fault } from "../errors/faults";

/** The stored values of the order's columns in one row; the last is unique, so the tuple is a place in the list. */
export type Place = readonly (string | number)[];

/** A cursor names its order, so that one of another order is refused instead of leading somewhere else. */
export function encodeCursor(orderName: string, place: Place): string {
  return Buffer.from(JSON.stringify([orderName, ...place])).toString("base64url");
}

export function decodeCursor(orderName: string, length: number, cursor: string, argument: "after" | "before"): Place {
  const refused = new Fault("BAD_USER_INPUT", { detail: argument });
  if (cursor.length > 2_000 || !/^[\w-]+$/.test(cursor)) throw refused;
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  if (!Array.isArray(decoded) || decoded.length !== length + 1 || decoded[0] !== orderName) throw refused;
  const place = decoded.slice(1) as unknown[];
  if (!place.every((value) => typeof value === "string" || (typeof value === "number" && Number.isFinite(value)))) throw refused;
  return place as Place;
}
