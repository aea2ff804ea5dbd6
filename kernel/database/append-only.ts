import type { ColumnTypes } from "./column-types";
import type { MigrationRunner } from "./migration";

/** Triggers that refuse every change of a row and every removal, whoever asks: what a table of this kind says is corrected by saying more. */
export async function appendOnly(sql: MigrationRunner, { engine }: ColumnTypes, table: string): Promise<void> {
  const refusal = `${table} is append-only`;
  for (const change of ["UPDATE", "DELETE"]) {
    const head = `CREATE TRIGGER tr_${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}`;
    await sql(engine === "sqlite" ? `${head} BEGIN SELECT RAISE(ABORT, '${refusal}'); END` : `${head} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${refusal}'`);
  }
}
