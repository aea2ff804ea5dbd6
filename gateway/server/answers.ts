import type { FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from "graphql";
import { localize } from "../../kernel/errors/faults";
import { statusOf, type EdgeFault } from "./edge-faults";

const graphqlMedia = "application/graphql-response+json; charset=utf-8";
const jsonMedia = "application/json; charset=utf-8";
const mediaTypes: Readonly<Record<string, string>> = {
  "application/graphql-response+json": graphqlMedia,
  "application/json": jsonMedia,
  "application/*": jsonMedia,
  "*/*": jsonMedia,
};

/** The media type in which a client wants to read the answer; null when we write none that it accepts. */
export function acceptedMedia(accept: string | undefined): string | null {
  if (accept === undefined || accept === "*/*" || accept === "application/json") return jsonMedia;
  let best: string | null = null;
  let bestQuality = 0;
  for (const range of accept.toLowerCase().replace(/\s/g, "").split(",")) {
    const [name = "", ...parameters] = range.split(";");
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8) ?? "utf-8";
    if (!mediaTypes[name] || !(quality > bestQuality) || !/^"?utf-?8"?$/.test(charset)) continue;
    best = mediaTypes[name];
    bestQuality = quality;
  }
  return best;
}

/**
 * Sends what the graph answered. Without data nothing ran, and by GraphQL over HTTP only a client that accepts the newer media type learns that
 * from the status. Written here and not by graphql-http, whose replacer over every value makes a large answer half as dear again to write.
 */
export function sendResult(request: FastifyRequest, reply: FastifyReply, media: string, result: ExecutionResult, extensions: Readonly<Record<string, unknown>>): FastifyReply {
  const ran = result.data !== undefined;
  const answer = {
    ...(result.errors && { errors: localized(request, result.errors) }),
    ...(ran && { data: result.data }),
    extensions: { ...result.extensions, ...extensions },
  };
  return reply.code(ran || media === jsonMedia ? 200 : 400).type(media).send(JSON.stringify(answer));
}

/** Sends a refusal in the form of GraphQL, so that one piece of client code reads every answer. */
export function sendFault(request: FastifyRequest, reply: FastifyReply, fault: EdgeFault): FastifyReply {
  const { exchange } = request;
  if (fault.code === "UNAUTHENTICATED") reply.header("www-authenticate", "Bearer");
  const cost = exchange.bill?.report();
  return reply
    .code(statusOf(fault))
    .headers(fault.headers)
    .type(acceptedMedia(request.headers.accept) ?? jsonMedia)
    .send(JSON.stringify({ errors: localized(request, [fault]), ...(cost && { extensions: { cost } }) }));
}

function localized(request: FastifyRequest, errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  const { exchange, id } = request;
  const spoken = errors.map((error) => localize(error, exchange.language, id));
  exchange.codes = [...new Set(spoken.map(({ extensions }) => String(extensions?.["code"])))];
  return spoken;
}
