import type { ValueTransformer } from "typeorm";

/** `to` the database and `from` it, for values that are not null. Both engines give what the same `from` understands. */
export interface Codec {
  to(value: any): unknown;
  from(value: any): unknown;
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const dayPattern = /^\d{4}-\d\d-\d\d$/;

export const textCodec: Codec = { to: matching(/^[^]*$/, "text"), from: (value) => value };
export const instantCodec: Codec = { to: matching(instantPattern, "an instant"), from: (value) => value };
export const dayCodec: Codec = { to: matching(dayPattern, "a day"), from: (value) => value };
export const integerCodec: Codec = { to: exactInteger, from: exactInteger };
export const jsonCodec: Codec = { to: (value) => JSON.stringify(value), from: (value) => JSON.parse(value) };

export const booleanCodec: Codec = {
  to(value) {
    if (typeof value !== "boolean") throw new TypeError("A column of truth values was given something else.");
    return value ? 1 : 0;
  },
  from: (value) => Number(value) === 1,
};

/** libsql gives an ArrayBuffer where mysql2 gives a Buffer. */
export const bytesCodec: Codec = {
  to(value) {
    if (!(value instanceof Uint8Array)) throw new TypeError("A column of bytes was given something else.");
    return Buffer.from(value);
  },
  from: (value) => Buffer.from(value),
};

/** The codec as TypeORM calls it, which hands it null and undefined as well. */
export function transformerOf(codec: Codec): ValueTransformer {
  return {
    to: (value) => (value === null || value === undefined ? value : codec.to(value)),
    from: (value) => (value === null || value === undefined ? value : codec.from(value)),
  };
}

/** A whole number of a raw read (a sum, a count), exact or not at all. */
export function exactInteger(value: unknown): number {
  const number = typeof value === "number" ? value : typeof value === "string" || typeof value === "bigint" ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new RangeError("A whole number is missing, or too large to be held exactly.");
  return number;
}

/** The error tells the kind and never the value, which may be personal. */
function matching(pattern: RegExp, kind: string) {
  return (value: unknown) => {
    if (typeof value !== "string" || !pattern.test(value)) throw new TypeError(`A column for ${kind} was given something else.`);
    return value;
  };
}
