import type { Engine } from "./database";

const columnPattern = /([`"]?)(\w+)\1\s+\/\*column\*\/(.*?)\/\*check: (.*?)\*\//g;
const createPattern = /^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[`"]?(\w+)[`"]?\s*\(/i;
const addPattern = /^\s*ALTER\s+TABLE\s+[`"]?(\w+)[`"]?\s+ADD\s/i;

const tableOptions: Record<Engine, string> = {
  sqlite: " STRICT",
  mysql: " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
};

/** Completes a migration's statement: the checks that the column types carry become constraints `ck_<table>_<column>`. */
export function portableStatement(engine: Engine, statement: string): string {
  const table = (createPattern.exec(statement) ?? addPattern.exec(statement))?.[1];
  if (table === undefined) return statement;
  const checks: string[] = [];
  const columns = statement.replaceAll(columnPattern, (_match, _quote, column: string, type: string, check: string) => {
    if (check) checks.push(`CONSTRAINT ck_${table}_${column} CHECK (${check.replaceAll("@", `\`${column}\``)})`);
    return `\`${column}\` ${type}`;
  });
  return createPattern.test(statement) ? completeCreate(engine, table, columns, checks) : completeAdd(engine, columns, checks);
}

function completeCreate(engine: Engine, table: string, statement: string, checks: readonly string[]): string {
  const end = statement.lastIndexOf(")");
  const own = statement.slice(end + 1).replace(/;\s*$/, "").trim();
  if (own) throw new Error(`CREATE TABLE ${table} must end with its bracket: the kernel adds the table options.`);
  return `${[statement.slice(0, end).trimEnd(), ...checks].join(",\n  ")}\n)${tableOptions[engine]}`;
}

/** SQLite takes a check with the column itself; MySQL wants it as a further change of the table. */
function completeAdd(engine: Engine, statement: string, checks: readonly string[]): string {
  if (checks.length > 1) throw new Error("Add one column at a time.");
  if (checks.length === 0) return statement;
  return engine === "sqlite" ? `${statement} ${checks[0]}` : `${statement}, ADD ${checks[0]}`;
}
