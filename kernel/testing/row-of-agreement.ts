import sql from "sql-template-tag";
import type { Database } from "../database/database";
import { insertRows, selectRows, type EntityClass } from "../database/rows";

/** Fails unless the fast reader gives, for every column of these rows, what TypeORM's own `find` gives. */
export async function expectRowOfAgreesWithFind<T extends object>(database: Database, entity: EntityClass<T>, rows: readonly T[]): Promise<void> {
  await database.write((tx) => insertRows(tx, entity, rows));
  const read = await selectRows(database.reader, entity, sql``);
  const found = await database.reader.find<T>(entity);
  expect(read.length).toBeGreaterThanOrEqual(rows.length);
  expect(inOrder(read.map(({ __typename, ...row }) => row))).toEqual(inOrder(found.map((row) => ({ ...row }))));
  for (const row of read) expect(row.__typename).toBe(entity.name);
}

function inOrder(rows: readonly object[]): object[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
