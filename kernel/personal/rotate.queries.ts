import sql, { raw } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Database } from "../database/database";
import { query, run } from "../database/rows";
import type { Keyring } from "./keyring";
import { headerOf, seal, unseal, type SealedColumn } from "./sealing";

interface SealedRow {
  readonly place: string;
  readonly sealed: Uint8Array;
}

export interface Rotation {
  /** Values sealed anew. */
  readonly resealed: number;
}

/**
 * Seals anew what lies under another key than the current one, a chunk a transaction, while the subgraph serves. Each value says itself under
 * which key it lies, so a rotation that was stopped goes on where it stood, and one that has nothing to do changes nothing.
 */
export async function rotateKeys(database: Database, keyring: Keyring, columns: readonly SealedColumn[], chunk = 500): Promise<Rotation> {
  let resealed = 0;
  for (const column of columns) {
    for (let after = "", full = true; full; ) {
      const rows = await findUnder(database.reader, headerOf(keyring.current), column, after, chunk);
      if (rows.length === 0) break;
      resealed += await database.write((tx) => resealRows(tx, keyring, column, rows));
      after = rows.at(-1)!.place;
      full = rows.length === chunk;
    }
  }
  return { resealed };
}

async function findUnder(manager: EntityManager, current: Buffer, { table, column, key }: SealedColumn, after: string, chunk: number): Promise<SealedRow[]> {
  const [from, sealed, place] = [raw(`\`${table}\``), raw(`\`${column}\``), raw(`\`${key}\``)];
  return query<SealedRow & object>(manager, sql`SELECT ${place} AS place, ${sealed} AS sealed FROM ${from} WHERE ${place} > ${after} AND substr(${sealed}, 1, ${current.length}) <> ${current} ORDER BY ${place} LIMIT ${chunk}`);
}

/** Names the old bytes, so that a value which was changed meanwhile stays as it is: it lies under the current key already. */
async function resealRows(tx: EntityManager, keyring: Keyring, column: SealedColumn, rows: readonly SealedRow[]): Promise<number> {
  const [table, sealed, key] = [raw(`\`${column.table}\``), raw(`\`${column.column}\``), raw(`\`${column.key}\``)];
  let resealed = 0;
  for (const row of rows) {
    const bytes = Buffer.from(row.sealed as Buffer);
    const anew = seal(keyring, column, row.place, unseal(keyring, column, row.place, bytes));
    resealed += (await run(tx, sql`UPDATE ${table} SET ${sealed} = ${anew} WHERE ${key} = ${row.place} AND ${sealed} = ${bytes}`)).affected;
  }
  return resealed;
}
