import type { Engine } from "./database";

/**
 * Makes one value mean the same on both engines, whoever wrote the statement. An Instant is bound to MySQL in the form that
 * its datetime takes (and so is a text that is an instant and nothing else); an integer is bound to SQLite as an integer, for libsql would make a REAL of every number.
 */
export function bindable(engine: Engine, parameters: readonly unknown[] | undefined): unknown[] {
  if (!parameters) return [];
  if (engine === "mysql") return parameters.map(mysqlValue);
  const bound = parameters.map(sqliteValue);
  // libsql takes a lone object for named parameters and ends the process; a list it takes for what it is.
  return bound.length === 1 && bound[0] instanceof Uint8Array ? [bound] : bound;
}

function mysqlValue(value: unknown): unknown {
  if (typeof value === "string") return isInstant(value) ? `${value.slice(0, 10)} ${value.slice(11, 26)}` : value;
  if (typeof value === "number") assertExact(value);
  return value;
}

function sqliteValue(value: unknown): unknown {
  if (typeof value === "number") return assertExact(value) ? BigInt(value) : value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  return value ?? null;
}

/** True for an integer. Throws where the number no longer is what was counted. */
function assertExact(value: number): boolean {
  if (!Number.isInteger(value)) {
    if (Number.isFinite(value)) return false;
    throw new RangeError("A number that is not finite cannot be stored.");
  }
  if (!Number.isSafeInteger(value)) throw new RangeError("An integer beyond 2^53 cannot be stored exactly.");
  return true;
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

function isInstant(value: string): boolean {
  return value.length === 27 && value.charCodeAt(26) === 90 && instantPattern.test(value);
}
