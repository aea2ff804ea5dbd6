import { DatabaseError, driverErrorOf, type DatabaseErrorKind } from "./errors";

const kinds: Record<number, DatabaseErrorKind> = {
  1213: "retryable", // deadlock
  1205: "retryable", // lock wait timeout
  1020: "retryable", // record has changed since last read
  1062: "unique",
  1586: "unique",
  1451: "foreign_key",
  1452: "foreign_key",
  1216: "foreign_key",
  1217: "foreign_key",
  3819: "check",
  4025: "check",
  1048: "check", // column cannot be null
  1364: "check", // no default value
  1264: "check", // out of range
  1265: "check", // data truncated
  1292: "check", // incorrect datetime value
  1366: "check", // incorrect value
  1406: "check", // data too long
  1644: "check", // SIGNAL of a trigger of ours
  1040: "unavailable", // too many connections
  1044: "unavailable", // access denied to the schema
  1045: "unavailable", // access denied
  1053: "unavailable", // shutdown in progress
  1077: "unavailable",
  1927: "unavailable", // connection was killed
  1317: "unavailable", // query was interrupted
};

/** mysql2 names these numbers as MySQL does, where they mean something else. */
const mariadbCodes: Record<number, string> = { 4025: "ER_CONSTRAINT_FAILED", 1020: "ER_CHECKREAD", 1927: "ER_CONNECTION_KILLED" };

const connectionCodes = /^(PROTOCOL_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|HANDSHAKE_|ER_NOT_SUPPORTED_AUTH_MODE)/;
const identifiersOnly = new Set([1054, 1146, 1049, 1044, 1091, 1060, 1061, 1050]);

/** Turns mysql2's error into ours; null when it is no database error at all. */
export function translateMysql(error: unknown): DatabaseError | null {
  const found = driverErrorOf(error);
  if (!found || typeof found["message"] !== "string") return null;
  const { message, code: named, errno } = found as { message: string; code?: unknown; errno?: unknown };
  const code = typeof named === "string" ? named : undefined;
  if (code && connectionCodes.test(code)) return new DatabaseError({ kind: "unavailable", code });
  // mysql2 says so without a code when a statement meets a connection that the server has closed.
  if (/closed state|pool is closed|server closed the connection/i.test(message)) return new DatabaseError({ kind: "unavailable", code: "PROTOCOL_CONNECTION_LOST" });
  if (typeof errno !== "number" || typeof found["sqlState"] !== "string") return null;
  const kind = kinds[errno] ?? "other";
  return new DatabaseError({ kind, code: mariadbCodes[errno] ?? code ?? String(errno), constraint: constraintOf(errno, message), detail: identifiersOnly.has(errno) ? message.slice(0, 200) : undefined });
}

/** The message holds values too; only the name is taken out of it. */
function constraintOf(errno: number, message: string): string | undefined {
  switch (errno) {
    case 1062:
    case 1586:
      return /for key '(?:[^']*\.)?(\w+)'$/.exec(message)?.[1];
    case 4025:
      return /^CONSTRAINT `(?:\w+\.)?(\w+)` failed/.exec(message)?.[1];
    case 3819:
      return /^Check constraint '(\w+)'/.exec(message)?.[1];
    case 1451:
    case 1452:
      return /CONSTRAINT `(\w+)` FOREIGN KEY/.exec(message)?.[1];
    case 1048:
      return /^Column '(\w+)'/.exec(message)?.[1];
    case 1364:
      return /^Field '(\w+)'/.exec(message)?.[1];
    case 1264:
    case 1265:
    case 1406:
      return /for column '(\w+)'|for column `\w+`\.`\w+`\.`(\w+)`/.exec(message)?.slice(1).find(Boolean);
    case 1644:
      return /^[\w .-]{1,80}$/.test(message) ? message : undefined;
    default:
      return undefined;
  }
}
