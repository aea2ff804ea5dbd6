import { setTimeout as pause } from "node:timers/promises";
import { DatabaseError } from "./errors";

const mostRetries = 8;
const longestPauseMilliseconds = 250;

/** Runs a whole transaction again while the database asks for it; the jitter keeps two rivals from meeting again. */
export async function withRetries<T>(transaction: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await transaction();
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.kind !== "retryable" || retries >= mostRetries) throw error;
      await pause(Math.random() * Math.min(longestPauseMilliseconds, 5 * 2 ** retries));
    }
  }
}
