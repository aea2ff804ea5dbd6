import { createHmac } from "node:crypto";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { SettingError } from "../config/settings";
import type { Database } from "../database/database";
import { isUniqueViolation } from "../database/errors";
import { query, run } from "../database/rows";
import type { Keyring } from "./keyring";

const purpose = "index";

/**
 * Refuses to open a database with another index key than the one with which it was filled: nobody who is registered would be found again, and
 * everybody could register twice, without any error. An empty database remembers the key that it meets first.
 */
export async function assertKeyringFits(database: Database, keyring: Keyring): Promise<void> {
  const fingerprint = createHmac("sha256", keyring.indexKey).update("practice-graph: fingerprint of the index key").digest("hex");
  const known = (await findFingerprint(database.reader)) ?? (await remember(database, fingerprint));
  if (known !== fingerprint) throw new SettingError("The keyring (PERSONAL_KEYS, else keys/personal.json in DATA_DIR) has another index key than the one with which this database was filled. Restore that one: an index key is never changed.");
}

async function findFingerprint(manager: EntityManager): Promise<string | undefined> {
  const [row] = await query<{ fingerprint: string }>(manager, sql`SELECT fingerprint FROM personal_keyring WHERE purpose = ${purpose}`);
  return row?.fingerprint;
}

/** Several processes may open the database at once: the first one's stands. */
async function remember(database: Database, fingerprint: string): Promise<string | undefined> {
  try {
    await database.write((tx) => run(tx, sql`INSERT INTO personal_keyring (purpose, fingerprint) VALUES (${purpose}, ${fingerprint})`));
    return fingerprint;
  } catch (error) {
    if (!isUniqueViolation(error, "PRIMARY")) throw error;
    return findFingerprint(database.reader);
  }
}
