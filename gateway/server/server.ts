import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import fastify, { type FastifyInstance, type FastifyPluginCallback } from "fastify";
import type { TokenVerifier } from "../../kernel/auth/tokens";
import { languageOf } from "../../kernel/errors/faults";
import type { Logger } from "../../kernel/logging/logging";
import type { Clock } from "../../kernel/time/time";
import type { Graph } from "../graph";
import { sendFault } from "./answers";
import { answerBrokenRequest } from "./broken-requests";
import { Budgets } from "./cost/budgets";
import { Documents } from "./documents";
import { EdgeFault, edgeFaultOf } from "./edge-faults";
import type { Exchange } from "./exchange";
import { graphqlEndpoint } from "./graphql-endpoint";
import { serveHealth } from "./health";
import { logRequests } from "./request-log";
import { serveSchemaFile } from "./schema-file";
import type { EdgeSettings } from "./settings";

export interface EdgeParts {
  readonly graph: Graph;
  /** The public schema as it is published, for `/schema.graphql`. */
  readonly sdl?: string | undefined;
  readonly verifier: TokenVerifier;
  readonly settings: EdgeSettings;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Serves `/explorer`; absent in a process that has none. */
  readonly explorer?: FastifyPluginCallback | undefined;
}

export interface EdgeServer {
  /** Resolves with the address once requests are answered; rejects when the port is taken. */
  listen(): Promise<string>;
  /** Where it listens. */
  readonly url: string;
  /** Lets requests in flight finish for as long as the settings say, then cuts them off. The graph stays open: it is not ours. */
  close(): Promise<void>;
}

/** The public edge: everything between a client's socket and the graph. */
export function createServer(parts: EdgeParts): EdgeServer {
  const { graph, sdl, verifier, settings, logger, clock, explorer } = parts;
  const app = createApp(settings);
  const state = { closing: false };
  answerFaults(app, logger, settings);
  logRequests(app, logger);
  if (settings.corsOrigins.length > 0) void app.register(cors, corsOptions(settings));
  void app.register(compress, { threshold: settings.compressFromBytes, encodings: ["br", "gzip"], globalDecompression: false });
  void app.register((routes, _, done) => {
    const endpoint = graphqlEndpoint({ page: explorer && "/explorer", graph, verifier, settings, logger, documents: new Documents(graph.schema, settings), budgets: new Budgets(settings.cost, clock) });
    routes.route({ method: ["GET", "POST"], url: "/graphql", exposeHeadRoute: false, handler: endpoint });
    routes.route({ method: ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"], url: "/graphql", handler: refuseMethod });
    serveHealth(routes, graph, state, settings.timeouts.readinessMilliseconds);
    serveSchemaFile(routes, graph, sdl, verifier, settings);
    done();
  });
  if (explorer) void app.register(explorer);

  return {
    listen: async () => app.listen({ host: settings.host, port: settings.port }),
    get url() {
      const { address, port, family } = app.server.address() as AddressInfo;
      return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
    },
    async close() {
      state.closing = true;
      // A client keeps its connection when its last answer has come; nobody else would tell it to let go.
      const letGo = setInterval(() => app.server.closeIdleConnections(), 20);
      const cutOff = setTimeout(() => app.server.closeAllConnections(), settings.timeouts.drainMilliseconds);
      await app.close().finally(() => {
        clearInterval(letGo);
        clearTimeout(cutOff);
      });
    },
  };
}

function createApp(settings: EdgeSettings): FastifyInstance {
  const { timeouts } = settings;
  const app = fastify({
    logger: false,
    bodyLimit: settings.bodyLimitBytes,
    trustProxy: settings.trustProxy,
    requestTimeout: timeouts.receiveMilliseconds,
    keepAliveTimeout: timeouts.keepAliveMilliseconds,
    http: { headersTimeout: timeouts.headersMilliseconds, connectionsCheckingInterval: Math.min(1_000, timeouts.headersMilliseconds) },
    forceCloseConnections: "idle",
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    genReqId: ({ headers }) => acceptableId(headers["x-request-id"]) ?? randomUUID(),
  });
  app.removeContentTypeParser("text/plain");
  app.decorateRequest("exchange", null as unknown as Exchange);
  app.addHook("onRequest", (request, reply, done) => {
    request.exchange = { language: languageOf(request.headers["accept-language"]) };
    reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" });
    done();
  });
  return app;
}

/** A caller may bring the id under which it looks for the request in our log, as long as it is no more than an id. */
function acceptableId(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}

function answerFaults(app: FastifyInstance, logger: Logger, settings: EdgeSettings): void {
  app.setErrorHandler((error, request, reply) => {
    const fault = edgeFaultOf(error, settings.bodyLimitBytes);
    if (fault.code === "INTERNAL") logger.error({ requestId: request.id, err: error }, "a request failed");
    return sendFault(request, reply, fault);
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).type("text/plain; charset=utf-8").send("Not found. The graph is at /graphql.\n"));
}

function refuseMethod(): never {
  throw new EdgeFault("OPERATION_NOT_SUPPORTED", { headers: { allow: "GET, POST" } });
}

function corsOptions({ corsOrigins }: EdgeSettings) {
  return {
    origin: corsOrigins.includes("*") ? "*" : [...corsOrigins],
    methods: ["GET", "POST"],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 600,
  };
}
