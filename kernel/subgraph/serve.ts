import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { FaultCode } from "../errors/codes";
import { Fault, faultOf, languageOf } from "../errors/faults";
import { createRequestVerifier, signatureHeader, type SignedRequest } from "../auth/signing";
import type { JSONWebKeySet } from "jose";
import { relax } from "../execution/relax";
import type { Logger } from "../logging/logging";
import type { Clock } from "../time/time";
import { admit, siblingOf } from "./admission";
import type { SubgraphContext } from "./context";
import { codedError } from "./coded-error";
import type { Subgraph } from "./open";

export interface ServeSettings {
  readonly host: string;
  readonly port: number;
  /** Public keys of the gateway and the siblings, each under its process's name. */
  readonly trusted: JSONWebKeySet;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

const bodyLimitBytes = 4 * 1024 * 1024;

/** Serves one subgraph as a process of its own, on Apollo Server. Only signed requests are answered; all others learn nothing. */
export async function serveSubgraph(subgraph: Subgraph, settings: ServeSettings): Promise<ServedSubgraph> {
  const apollo = new ApolloServer<SubgraphContext>({
    // Without its non-null marks, so that the gateway hears of every broken field and decides itself what becomes of those above.
    schema: relax(subgraph.schema),
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    formatError: (formatted, error) => codedError(formatted, error),
    plugins: [quietLogs(settings.logger), ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const server = fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: "idle" });
  const verifier = createRequestVerifier({ audience: subgraph.name, trusted: settings.trusted, clock: settings.clock });

  // The signature covers the bytes as sent, so they are kept as they came.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, _request, reply) => refuse(reply, unreadable(error, settings.logger)));
  server.setNotFoundHandler((_request, reply) => reply.code(404).send());
  server.get("/health", () => ({ status: "up" }));
  server.get("/ready", async (_request, reply) => {
    const up = await subgraph.database.ping().then(() => true, () => false);
    const consumers = await Promise.all(subgraph.consumers.map(async (consumer) => [consumer.name, (await consumer.health()).state] as const)).catch(() => []);
    return reply.code(up ? 200 : 503).send({ status: up ? "up" : "down", consumers: Object.fromEntries(consumers) });
  });
  server.post("/", async (request, reply) => {
    const body = typeof request.body === "string" ? request.body : "";
    let signed: SignedRequest;
    let parsed: unknown;
    try {
      signed = await verifier.verify(headerOf(request, signatureHeader), body);
      parsed = parsedBody(body);
      await admit(subgraph, signed, parsed);
    } catch (error) {
      return refuse(reply, error);
    }
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers: headersOf(request), search: "", body: parsed },
      context: () =>
        Promise.resolve(
          subgraph.context({
            caller: signed.caller,
            sibling: siblingOf(signed),
            language: languageOf(headerOf(request, "accept-language")),
            requestId: headerOf(request, "x-request-id") ?? signed.requestKey,
            after: headerOf(request, "graph-after")?.split(",").map((id) => id.trim()).filter(Boolean),
          }),
        ),
    });
    for (const [name, value] of answer.headers) void reply.header(name, value);
    return reply.code(answer.status ?? 200).send(answer.body.kind === "complete" ? answer.body.string : "");
  });

  return listening(server, settings, apollo, subgraph);
}

async function listening(server: FastifyInstance, settings: ServeSettings, apollo: ApolloServer<SubgraphContext>, { feed }: Subgraph): Promise<ServedSubgraph> {
  let closing = false;
  // An answer that leaves while the server closes would otherwise keep its connection, and so the server, alive.
  server.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });
  const url = await server.listen({ host: settings.host, port: settings.port });
  return {
    url: `${url}/`,
    async close() {
      closing = true;
      // A sibling that waits for news would keep the server from closing.
      await feed.stop();
      await server.close();
      await apollo.stop();
    },
  };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const name of Object.keys(request.headers)) headers.set(name, headerOf(request, name) ?? "");
  return headers;
}

function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Fault("BAD_USER_INPUT", { detail: "JSON" });
  }
}

/** What Fastify could not read, or what broke in here. */
function unreadable(error: unknown, logger: Logger): unknown {
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode === 413) return new Fault("BODY_LIMIT", { limit: bodyLimitBytes });
  if (statusCode >= 400 && statusCode < 500) return new Fault("BAD_USER_INPUT", { detail: "HTTP" });
  logger.error({ err: error }, "a request failed");
  return error;
}

const statuses: Partial<Record<FaultCode, number>> = { UNAUTHENTICATED: 401, BAD_USER_INPUT: 400, BODY_LIMIT: 413, SUBGRAPH_UNAVAILABLE: 503 };

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  return reply.code(statuses[faultOf(error).code] ?? 500).send({ errors: [codedError({ message: "" }, error)] });
}

/** Errors are logged by code and place; what they carry stays here. */
function quietLogs(logger: Logger): ApolloServerPlugin<SubgraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) logger.warn({ requestId: contextValue?.requestId, path: error.path?.join("."), err: error.originalError ?? error }, "a field failed");
          return Promise.resolve();
        },
      }),
  };
}
