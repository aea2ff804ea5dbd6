import type { Database } from "../database/database";
import { isUniqueViolation } from "../database/errors";
import type { Clock } from "../time/time";
import { findConsumer, insertSkipped } from "./inbox.queries";

/**
 * Lets a stopped consumer pass over the event that stopped it: the inbox takes the event in, with the reason in place of an effect. The
 * consumer sees it within seconds. Answers false when the consumer does not stand at that event.
 */
export async function skipEvent(database: Database, clock: Clock, skip: { readonly consumer: string; readonly event: string; readonly because: string }): Promise<boolean> {
  const state = await findConsumer(database.reader, skip.consumer);
  if (state?.stoppedBy !== skip.event) return false;
  try {
    await database.write((tx) => insertSkipped(tx, skip.consumer, skip.event, skip.because, clock.now()));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  return true;
}
