import sql from "sql-template-tag";
import type { Database } from "../database/database";
import { isUniqueViolation } from "../database/errors";
import { run } from "../database/rows";
import { instantFromMilliseconds, type Clock } from "../time/time";

/** Clocks differ a little, so a key is kept beyond its end. */
const keptBeyondSeconds = 60;
/** Keys that have ended are swept out with every so-manieth new one. */
const newKeysPerSweep = 500;

const remembered = new WeakMap<Database, number>();

/** Takes a request's key for good; false when it was taken before, by whichever replica. */
export async function rememberRequest(database: Database, clock: Clock, request: { readonly requestKey: string; readonly expiresAtSeconds: number }): Promise<boolean> {
  const count = (remembered.get(database) ?? 0) + 1;
  remembered.set(database, count);
  const expiresAt = instantFromMilliseconds((request.expiresAtSeconds + keptBeyondSeconds) * 1000);
  try {
    await database.write(async (tx) => {
      await run(tx, sql`INSERT INTO seen_request (request_key, expires_at) VALUES (${request.requestKey}, ${expiresAt})`);
      if (count % newKeysPerSweep === 0) await run(tx, sql`DELETE FROM seen_request WHERE expires_at < ${clock.now()}`);
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
