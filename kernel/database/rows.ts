import sql, { join, raw, Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { shapeOf, type EntityClass, type Row } from "./entity-shape";
import { TransactionMisuse } from "./transaction-scope";

export type { EntityClass, Row } from "./entity-shape";

/** SQLite binds at most this many values in one statement. */
const mostParameters = 32_766;
const rowsPerStatement = 2000;

/** Reads through `columnsOf` into a plain row: values as code knows them, and `__typename`. */
export function rowOf<T extends object>(entity: EntityClass<T>): (raw: object) => Row<T> {
  const { columns, typename } = shapeOf(entity);
  return (given) => {
    const source = given as Record<string, unknown>;
    const row: Record<string, unknown> = { __typename: typename };
    for (const { property, transformer } of columns) row[property] = transformer.from(source[property]);
    return row as Row<T>;
  };
}

/** The columns of an entity, each under the name of its property. */
export function columnsOf(entity: EntityClass<any>, alias = "t"): Sql {
  return raw(shapeOf(entity).columns.map(({ property, column }) => `${alias}.\`${column}\` AS \`${property}\``).join(", "));
}

export function tableOf(entity: EntityClass<any>): Sql {
  return raw(`\`${shapeOf(entity).table}\``);
}

/** `SELECT <columns> FROM <table> t <tail>`. */
export async function selectRows<T extends object>(manager: EntityManager, entity: EntityClass<T>, tail: Sql): Promise<Row<T>[]> {
  const found = await query(manager, sql`SELECT ${columnsOf(entity)} FROM ${tableOf(entity)} t ${tail}`);
  return found.map(rowOf(entity));
}

/** A read in raw form: instants, sums and counts come as code knows them; truth values as 0 and 1. */
export async function query<Raw extends object = Record<string, unknown>>(manager: EntityManager, statement: Sql): Promise<Raw[]> {
  return manager.query<Raw[]>(statement.sql, statement.values);
}

/** A change. `affected` counts the rows that matched: put the old state into the WHERE and one says that it was ours. */
export async function run(tx: EntityManager, statement: Sql): Promise<{ affected: number }> {
  if (!tx.queryRunner) throw new TransactionMisuse("Rows change in a transaction: hand run() the EntityManager of database.write().");
  const { affected, records } = await tx.queryRunner.query(statement.sql, statement.values, true);
  return { affected: affected ?? records?.length ?? 0 };
}

/** Inserts rows by their properties, many to a statement; a property that a row lacks is NULL. */
export async function insertRows<T extends object>(tx: EntityManager, entity: EntityClass<T>, rows: readonly Partial<T>[]): Promise<void> {
  const { columns } = shapeOf(entity);
  const names = raw(columns.map(({ column }) => `\`${column}\``).join(", "));
  const chunk = Math.min(rowsPerStatement, Math.floor(mostParameters / columns.length));
  for (let start = 0; start < rows.length; start += chunk) {
    const values = rows.slice(start, start + chunk).flatMap((row) => columns.map(({ property, transformer }) => transformer.to((row as Record<string, unknown>)[property]) ?? null));
    await run(tx, new Sql([`INSERT INTO ${tableOf(entity).sql} (${names.sql}) VALUES (`, ...separators(values.length, columns.length), ")"], values));
  }
}

/** What stands between the values: commas within a row, brackets between two. */
function separators(count: number, perRow: number): string[] {
  return Array.from({ length: count - 1 }, (_, index) => ((index + 1) % perRow === 0 ? "), (" : ", "));
}

/** Locks the rows that are read, where the engine has row locks; SQLite's one writer needs none. */
export function forUpdate(tx: EntityManager): Sql {
  return engineOf(tx) === "mysql" ? raw("FOR UPDATE") : raw("");
}

export function engineOf(manager: EntityManager): "sqlite" | "mysql" {
  return manager.dataSource.options.type === "mysql" ? "mysql" : "sqlite";
}

/** A list for IN; an empty one matches nothing, which SQL cannot say with brackets. */
export function inList(values: readonly unknown[]): Sql {
  return values.length === 0 ? raw("(SELECT NULL WHERE 1 = 0)") : sql`(${join([...values])})`;
}
