import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { insertRows, run, selectRows } from "../../../kernel/database/rows";
import { Holder } from "./holder.entity";

export async function findHolder(manager: EntityManager, volunteerId: string): Promise<Holder | null> {
  const [holder] = await selectRows(manager, Holder, sql`WHERE t.volunteer_id = ${volunteerId}`);
  return holder ?? null;
}

/** The volunteer as their owner last told of them, in place of what was known before. */
export async function putHolder(tx: EntityManager, holder: Holder): Promise<void> {
  await removeHolder(tx, holder.volunteerId);
  await insertRows(tx, Holder, [holder]);
}

export async function removeHolder(tx: EntityManager, volunteerId: string): Promise<void> {
  await run(tx, sql`DELETE FROM holder WHERE volunteer_id = ${volunteerId}`);
}

export async function emptyHolders(tx: EntityManager): Promise<void> {
  await run(tx, sql`DELETE FROM holder`);
}
