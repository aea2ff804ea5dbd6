import type { ServerResponse } from "node:http";
import { EdgeFault } from "./edge-faults";

/**
 * Runs the work for as long as a request may take. The work's signal is aborted when the time is up or the client has gone.
 * Fastify's own `handlerTimeout` waits for the close of the request instead of the response's: of a POST with a body it never fires.
 */
export async function withinDeadline<Result>(milliseconds: number, response: ServerResponse, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  let stop!: () => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      const fault = new EdgeFault("REQUEST_TIMEOUT");
      controller.abort(fault);
      reject(fault);
    };
  });
  const timer = setTimeout(stop, milliseconds);
  response.once("close", stop);
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    response.off("close", stop);
  }
}
