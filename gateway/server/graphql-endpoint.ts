import type { FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { TokenVerifier } from "../../kernel/auth/tokens";
import { codedAs } from "../../kernel/errors/faults";
import type { Logger } from "../../kernel/logging/logging";
import type { Graph } from "../graph";
import { acceptedMedia, sendResult } from "./answers";
import { Bill, payerOf } from "./cost/bill";
import type { Budgets } from "./cost/budgets";
import type { Documents, InvalidDocument, PreparedDocument, PreparedOperation } from "./documents";
import { EdgeFault } from "./edge-faults";
import { mayBeForged } from "./forgery";
import { parametersOf } from "./parameters";
import { admit, run } from "./run-operation";
import type { EdgeSettings } from "./settings";

export interface EndpointParts {
  readonly graph: Graph;
  readonly verifier: TokenVerifier;
  readonly settings: EdgeSettings;
  readonly logger: Logger;
  readonly documents: Documents;
  readonly budgets: Budgets;
  /** Where a person is sent who opens the endpoint itself in a browser. */
  readonly page?: string | undefined;
}

/** What must not run is thrown, cheapest to find first; what GraphQL over HTTP calls a request error is answered by its rules of status. */
export function graphqlEndpoint(parts: EndpointParts): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const { graph, verifier, settings, logger, documents, budgets } = parts;
  return async (request, reply) => {
    if (parts.page && isVisit(request)) return reply.redirect(parts.page);
    const { exchange } = request;
    if (request.method === "GET" && mayBeForged(request.headers, settings.corsOrigins)) throw new EdgeFault("CSRF_PREVENTED");
    const caller = await verifier.verify(request.headers.authorization);
    exchange.signedIn = caller.subject !== null;
    const bill = (exchange.bill = new Bill(budgets.open(payerOf(caller.subject, request.ip)), settings.cost));
    const parameters = await parametersOf(request, settings.limits.valueDepth);
    const document = documents.prepare(parameters.query);
    const operation = chosenOperation(document, parameters.operationName);
    exchange.operation = operation;
    const call = "errors" in document || !operation ? null : { request, reply, caller, bill, document, operation, parameters };
    if (call) admit(call, settings);
    const media = acceptedMedia(request.headers.accept);
    if (!media) throw new EdgeFault("BAD_USER_INPUT", { status: 406, parameters: { detail: "Accept" } });
    const result = call ? await run(graph, logger, settings, call) : { errors: "errors" in document ? document.errors : [unknownOperation()] };
    return sendResult(request, reply, media, result, { cost: bill.report() });
  };
}

function isVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && url === "/graphql" && headers.accept?.includes("text/html") === true;
}

/** A document with several operations must be told which. */
function chosenOperation(document: PreparedDocument | InvalidDocument, name: string | null | undefined): PreparedOperation | undefined {
  if ("errors" in document) return undefined;
  if (name == null) return document.operations.length === 1 ? document.operations[0] : undefined;
  return document.operations.find((operation) => operation.name === name);
}

function unknownOperation(): GraphQLError {
  return codedAs("BAD_USER_INPUT", new GraphQLError("operationName"));
}
