import type { ServerResponse } from "node:http";
import { EdgeFault } from "./edge-faults";

/**
 * The time that one request may take. Its signal is aborted when the time is up or the client has gone; it is made when something first
 * asks for it, because a query that is answered from memory never does and making one costs as much as the rest of this class.
 * Fastify's own `handlerTimeout` waits for the close of the request instead of the response's: of a POST with a body it never fires.
 */
export class Deadline {
  private controller: AbortController | undefined;
  private fault: EdgeFault | undefined;
  private reject: ((fault: EdgeFault) => void) | undefined;

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.fault) this.controller.abort(this.fault);
    return this.controller.signal;
  }

  /** The work's result, or a rejection with REQUEST_TIMEOUT as soon as it is pointless. */
  async hold<Result>(milliseconds: number, response: ServerResponse, work: Promise<Result>): Promise<Result> {
    const timer = setTimeout(expire, milliseconds, this);
    const gone = expire.bind(null, this);
    response.once("close", gone);
    try {
      return await Promise.race([work, new Promise<never>((_, reject) => (this.reject = reject))]);
    } finally {
      clearTimeout(timer);
      response.off("close", gone);
    }
  }

  expire(): void {
    this.fault = new EdgeFault("REQUEST_TIMEOUT");
    this.controller?.abort(this.fault);
    this.reject?.(this.fault);
  }
}

function expire(deadline: Deadline): void {
  deadline.expire();
}
