import type { FastifyRequest } from "fastify";
import { parseRequestParams, type RequestParams } from "graphql-http";
import { EdgeFault } from "./edge-faults";
import { isDeeperThan } from "./limits";

const mostAwaitedEvents = 50;

/** The operation that a request carries, as GraphQL over HTTP reads it. Throws the fault of what is no such request. */
export async function parametersOf(request: FastifyRequest, valueDepth: number): Promise<RequestParams> {
  if (Array.isArray(request.body)) throw new EdgeFault("BATCH_LIMIT");
  const { method, url, headers } = request;
  const body = request.body as string | null;
  const parameters = await parseRequestParams({ method, url, headers, body, raw: request.raw, context: undefined }).catch((error: Error) => {
    throw new EdgeFault("BAD_USER_INPUT", { parameters: { detail: error.message } });
  });
  if (!("query" in parameters)) throw unreadable(request);
  if (isDeeperThan(parameters.variables, valueDepth)) throw new EdgeFault("DEPTH_LIMIT", { parameters: { limit: valueDepth } });
  return parameters;
}

function unreadable(request: FastifyRequest): EdgeFault {
  const isJson = request.headers["content-type"]?.toLowerCase().startsWith("application/json");
  if (isJson) return new EdgeFault("BAD_USER_INPUT", { status: 415, parameters: { detail: "charset" } });
  return new EdgeFault("CSRF_PREVENTED", { status: 415 });
}

/** The header Graph-After: ids of the events that the answer must already show, separated by commas. */
export function awaitedEventsOf(header: string | string[] | undefined): readonly string[] | undefined {
  if (header === undefined) return undefined;
  const ids = String(header).split(",").map((id) => id.trim()).filter(Boolean);
  if (ids.length > mostAwaitedEvents || ids.some((id) => !/^[\w.:-]{1,100}$/.test(id))) throw new EdgeFault("BAD_USER_INPUT", { parameters: { detail: "Graph-After" } });
  return ids.length > 0 ? ids : undefined;
}
