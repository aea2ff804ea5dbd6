import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { printSchema } from "graphql";
import type { TokenVerifier } from "../../kernel/auth/tokens";
import type { Graph } from "../graph";
import { EdgeFault } from "./edge-faults";
import type { EdgeSettings } from "./settings";

/** `/schema.graphql`: the public schema as a file, as published or else as printed, for whoever may introspect. */
export function serveSchemaFile(app: FastifyInstance, graph: Graph, published: string | undefined, verifier: TokenVerifier, settings: EdgeSettings): void {
  let file: { readonly sdl: string; readonly etag: string } | undefined;
  app.get("/schema.graphql", async (request, reply) => {
    const caller = await verifier.verify(request.headers.authorization);
    if (settings.introspection === "signed-in" && caller.subject === null) throw new EdgeFault("UNAUTHENTICATED");
    file ??= schemaFileOf(published ?? `${printSchema(graph.schema)}\n`);
    reply.headers({ etag: file.etag, "cache-control": "no-cache" });
    if (request.headers["if-none-match"]?.includes(file.etag)) return reply.code(304).send();
    return reply.type("text/plain; charset=utf-8").send(file.sdl);
  });
}

function schemaFileOf(sdl: string): { readonly sdl: string; readonly etag: string } {
  return { sdl, etag: `"${createHash("sha256").update(sdl).digest("base64url").slice(0, 22)}"` };
}
