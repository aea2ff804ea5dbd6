import { DatabaseError, driverErrorOf } from "./errors";

/** Rows that a query on the catalog gives, synchronously, from the connection that just failed. */
export type Catalog = (statement: string) => readonly Record<string, unknown>[];

const unusableFile = new Set(["SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_NOMEM"]);
const datatypeCode = 3091;

/** Turns libsql's error into ours; null when it is no database error at all. */
export function translateSqlite(error: unknown, catalog: Catalog): DatabaseError | null {
  const found = driverErrorOf(error);
  if (!found || typeof found["message"] !== "string") return null;
  const { message, code: named, rawCode } = found as { message: string; code?: unknown; rawCode?: unknown };
  if (message.startsWith("ConnectionFailed(")) return new DatabaseError({ kind: "unavailable", code: "SQLITE_CANTOPEN" });
  if (typeof named !== "string" || typeof rawCode !== "number") return null;
  const code = rawCode === datatypeCode ? "SQLITE_CONSTRAINT_DATATYPE" : named;
  const primary = code.split("_").slice(0, 2).join("_");
  if (primary === "SQLITE_BUSY" || primary === "SQLITE_LOCKED") return new DatabaseError({ kind: "retryable", code });
  if (primary === "SQLITE_CONSTRAINT") return constraintError(code, message, catalog);
  if (unusableFile.has(primary)) return new DatabaseError({ kind: "unavailable", code });
  // A plain SQLITE_ERROR speaks of the statement's words, never of a bound value.
  return new DatabaseError({ kind: "other", code, detail: code === "SQLITE_ERROR" ? message.slice(0, 200) : undefined });
}

function constraintError(code: string, message: string, catalog: Catalog): DatabaseError {
  const subject = message.slice(message.lastIndexOf("failed: ") + "failed: ".length);
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return new DatabaseError({ kind: "unique", code, constraint: uniqueName(subject, catalog) });
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
      return new DatabaseError({ kind: "foreign_key", code });
    case "SQLITE_CONSTRAINT_NOTNULL":
      return new DatabaseError({ kind: "check", code, constraint: subject.split(".").pop() });
    case "SQLITE_CONSTRAINT_CHECK":
      return new DatabaseError({ kind: "check", code, constraint: /^\w+$/.test(subject) ? subject : undefined });
    case "SQLITE_CONSTRAINT_TRIGGER":
      return new DatabaseError({ kind: "check", code, constraint: /^[\w .-]{1,80}$/.test(message) ? message : undefined });
    case "SQLITE_CONSTRAINT_DATATYPE":
      return new DatabaseError({ kind: "check", code, constraint: /column \w+\.(\w+)$/.exec(message)?.[1] });
    default:
      return new DatabaseError({ kind: "other", code });
  }
}

/** SQLite names the columns of a violated index where MySQL names the index: the catalog knows the one from the other. */
function uniqueName(subject: string, catalog: Catalog): string | undefined {
  const expressionIndex = /^index '(\w+)'$/.exec(subject)?.[1];
  if (expressionIndex) return expressionIndex;
  const columns = subject.split(", ");
  const table = columns[0]!.split(".")[0]!;
  const wanted = columns.map((column) => column.split(".")[1]).join();
  if (!/^\w+$/.test(table)) return undefined;
  for (const index of catalog(`PRAGMA index_list("${table}")`)) {
    const name = String(index["name"]);
    if (index["unique"] !== 1 || catalog(`PRAGMA index_info("${name}")`).map((part) => part["name"]).join() !== wanted) continue;
    if (index["origin"] === "c") return name;
    return index["origin"] === "pk" ? "PRIMARY" : declaredName(table, wanted, catalog);
  }
  return "PRIMARY"; // A key that is the row id itself has no index of its own.
}

function declaredName(table: string, wanted: string, catalog: Catalog): string | undefined {
  const [row] = catalog(`SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '${table}'`);
  for (const [, name, columns] of String(row?.["sql"]).matchAll(/CONSTRAINT\s+[`"]?(\w+)[`"]?\s+UNIQUE\s*\(([^)]*)\)/gi)) {
    if (columns!.replaceAll(/[\s`"]/g, "") === wanted) return name;
  }
  return undefined;
}
