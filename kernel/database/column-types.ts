import type { Engine } from "./database";

/**
 * Column types for migrations: `name ${types.text(100)} NOT NULL`. The comments around a type are read by the migration
 * runner, which turns them into a named CHECK of the table (`@` stands for the column).
 */
export interface ColumnTypes {
  readonly engine: Engine;
  readonly id: string;
  readonly instant: string;
  readonly day: string;
  /** A whole number that code can hold exactly. */
  readonly integer: string;
  readonly boolean: string;
  readonly json: string;
  /** At most `length` characters, compared and ordered by code point. */
  text(length: number): string;
  /** At most `length` bytes. */
  bytes(length: number): string;
}

const idLength = 40;
/** InnoDB indexes no longer text, and a row's varchars share 64 KB. */
const longestVarchar = 768;
const longestVarbinary = 16_000;
const exactIntegers = `@ BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`;
/** SQLite reads 31 February as 3 March, and month 13 as NULL: a date is real when it reads back the same. */
const realDay = "date(@) IS @";
const realInstant = `strftime('%Y-%m-%dT%H:%M:%S', substr(@, 1, 19)) IS substr(@, 1, 19) AND substr(@, 20) GLOB '.${"[0-9]".repeat(6)}Z'`;

export function checked(type: string, check: string): string {
  return `/*column*/${type}/*check: ${check}*/`;
}

const sqliteTypes: ColumnTypes = {
  engine: "sqlite",
  id: checked("TEXT", `length(@) BETWEEN 1 AND ${idLength}`),
  instant: checked("TEXT", realInstant),
  day: checked("TEXT", realDay),
  integer: checked("INTEGER", exactIntegers),
  boolean: checked("INTEGER", "@ IN (0, 1)"),
  json: checked("TEXT", "json_valid(@)"),
  text: (length) => checked("TEXT", `length(@) <= ${whole(length)}`),
  bytes: (length) => checked("BLOB", `length(@) <= ${whole(length)}`),
};

const binaryText = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

const mysqlTypes: ColumnTypes = {
  engine: "mysql",
  id: checked(`varchar(${idLength}) ${binaryText}`, "@ <> ''"),
  instant: checked("datetime(6)", ""),
  day: checked("date", ""),
  integer: checked("bigint", exactIntegers),
  boolean: checked("tinyint(1)", "@ IN (0, 1)"),
  // The native type of MySQL reorders keys, and a hash over what was stored must find it as it was.
  json: checked(`longtext ${binaryText}`, "json_valid(@)"),
  text: (length) => checked(whole(length) <= longestVarchar ? `varchar(${length}) ${binaryText}` : `mediumtext ${binaryText}`, `char_length(@) <= ${length}`),
  bytes: (length) => checked(whole(length) <= longestVarbinary ? `varbinary(${length})` : "mediumblob", `length(@) <= ${length}`),
};

export function columnTypes(engine: Engine): ColumnTypes {
  return engine === "sqlite" ? sqliteTypes : mysqlTypes;
}

function whole(length: number): number {
  if (!Number.isInteger(length) || length < 1) throw new RangeError("A column's length is a whole number of at least 1.");
  return length;
}
