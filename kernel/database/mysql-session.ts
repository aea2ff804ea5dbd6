import type { ConnectionOptions, TypeCastField } from "mysql2";
import type { MysqlAddress } from "./mysql-address";

const connectTimeoutMilliseconds = 5000;

/**
 * What every connection is told before its first statement. PIPES_AS_CONCAT and ANSI_QUOTES let one text of SQL mean the
 * same on both engines; backslash escapes stay, for mysql2 escapes with them.
 */
export const sessionStatements = [
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
  "SET SESSION time_zone = '+00:00', " +
  "sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,PIPES_AS_CONCAT,ANSI_QUOTES'",
];

export function mysqlConnectionOptions(address: MysqlAddress) {
  return {
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    ...(address.ssl && { ssl: { rejectUnauthorized: true } }),
    charset: "utf8mb4_bin",
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: connectTimeoutMilliseconds,
    typeCast,
  } satisfies ConnectionOptions;
}

/** Gives a raw read the values that SQLite gives: instants as Instant, sums and averages as numbers while they are exact. */
function typeCast(field: TypeCastField, next: () => unknown): unknown {
  switch (field.type) {
    case "DATETIME":
    case "TIMESTAMP":
      return instant(field.string());
    case "DECIMAL":
    case "NEWDECIMAL":
      return decimal(field.string());
    case "JSON":
      return field.string();
    default:
      return next();
  }
}

function instant(text: string | null): string | null {
  return text === null ? null : `${text.slice(0, 10)}T${text.slice(11).padEnd(9, ".").padEnd(15, "0")}Z`;
}

function decimal(text: string | null): number | string | null {
  if (text === null) return null;
  const value = Number(text);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
}
