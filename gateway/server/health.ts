import type { FastifyInstance } from "fastify";
import type { Graph } from "../graph";

/** `/health`: the process lives. `/ready`: every part of the graph answers, and it is not closing. */
export function serveHealth(app: FastifyInstance, graph: Graph, state: { readonly closing: boolean }, timeoutMilliseconds: number): void {
  // Many who ask at once share one look at the databases.
  let looking: Promise<Readonly<Record<string, string>>> | undefined;
  const look = () => (looking ??= within(graph.health(), timeoutMilliseconds).finally(() => (looking = undefined)));

  app.get("/health", (_, reply) => reply.header("cache-control", "no-store").send({ status: "up" }));
  app.get("/ready", async (_, reply) => {
    const parts = await look().catch(() => ({ graph: "down" }));
    const ready = !state.closing && Object.values(parts).every((part) => part === "up");
    return reply.code(ready ? 200 : 503).header("cache-control", "no-store").send({ status: ready ? "up" : "down", parts });
  });
}

async function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error("late")), milliseconds)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
