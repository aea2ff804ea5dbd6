import type { FastifyInstance } from "fastify";
import type { Logger } from "../../kernel/logging/logging";

/**
 * One line a request: which operation, how it ended, how long it took, what it cost. No address, no token, no subject, no variable, and the
 * route instead of the URL, because a GET carries its variables there.
 */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook("onResponse", (request, reply, done) => {
    if (logger.isLevelEnabled("info")) {
      const { operation, bill, codes, signedIn } = request.exchange;
      const cost = bill?.report();
      logger.info(
        {
          requestId: request.id,
          method: request.method,
          route: request.routeOptions.url,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
          ...(signedIn !== undefined && { signedIn }),
          ...(operation && { operation: operation.name?.slice(0, 64), type: operation.type }),
          ...(cost && { requested: cost.requested, actual: cost.actual }),
          ...(codes && { codes }),
        },
        "request",
      );
    }
    done();
  });
}
