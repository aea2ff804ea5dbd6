import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError, type ExecutionResult } from "graphql";
import type { RequestParams } from "graphql-http";
import type { Caller } from "../../kernel/auth/caller";
import { faultOf } from "../../kernel/errors/faults";
import type { Logger } from "../../kernel/logging/logging";
import type { Graph, GraphRequest } from "../graph";
import type { Bill } from "./cost/bill";
import { actualCost, requestedCost } from "./cost/cost";
import { Deadline } from "./deadline";
import type { PreparedDocument, PreparedOperation } from "./documents";
import { EdgeFault } from "./edge-faults";
import { awaitedEventsOf } from "./parameters";
import type { EdgeSettings } from "./settings";

/** An operation that stands before the graph. */
export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: Caller;
  readonly bill: Bill;
  readonly document: PreparedDocument;
  readonly operation: PreparedOperation;
  readonly parameters: RequestParams;
}

/** Throws what keeps a valid operation out: how it was sent, by whom, what it costs. */
export function admit({ request, caller, bill, operation, parameters }: Call, settings: EdgeSettings): void {
  if (operation.type === "subscription") throw new EdgeFault("OPERATION_NOT_SUPPORTED", { status: 400 });
  if (operation.type === "mutation" && request.method === "GET") throw new EdgeFault("OPERATION_NOT_SUPPORTED", { headers: { allow: "POST" } });
  if (operation.readsSchema && settings.introspection === "signed-in" && caller.subject === null) throw new EdgeFault("UNAUTHENTICATED");
  bill.charge(requestedCost(operation.plan, parameters.variables ?? {}));
}

/** Runs it within the time that a request may take. Execution may put `extensions` of its own into the result, such as `written`. */
export async function run(graph: Graph, logger: Logger, settings: EdgeSettings, call: Call): Promise<ExecutionResult> {
  const { request, reply, bill, operation } = call;
  const deadline = new Deadline();
  const result = await deadline.hold(settings.timeouts.requestMilliseconds, reply.raw, execute(graph, call, deadline));
  bill.settle(actualCost(operation.plan, result.data));
  if (result.errors) logBroken(request, logger, result.errors);
  return result;
}

async function execute(graph: Graph, { request, caller, document, operation, parameters }: Call, deadline: Deadline): Promise<ExecutionResult> {
  const graphRequest: GraphRequest = {
    caller,
    language: request.exchange.language,
    requestId: request.id,
    after: awaitedEventsOf(request.headers["graph-after"]),
    get signal() {
      return deadline.signal;
    },
  };
  try {
    return await graph.execute({ document: document.document, operationName: operation.name, variables: parameters.variables ?? undefined, context: graph.context(graphRequest) });
  } catch (error) {
    return { data: null, errors: [error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error })] };
  }
}

/** The caller sees a code; what broke is in the log, under the same request id. Of an outage one line a request suffices. */
function logBroken(request: FastifyRequest, logger: Logger, errors: readonly GraphQLError[]): void {
  const about = (error: GraphQLError) => ({ requestId: request.id, path: error.path?.join("."), err: originOf(error) });
  const coded = errors.map((error) => [faultOf(error).code, error] as const);
  for (const [code, error] of coded) if (code === "INTERNAL") logger.error(about(error), "a field failed");
  const lost = coded.find(([code]) => code === "SUBGRAPH_UNAVAILABLE")?.[1];
  if (lost) logger.warn(about(lost), "a part of the graph does not answer");
}

function originOf(error: Error): Error {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}
