import { getOperationAST, Kind, parse, type OperationDefinitionNode } from "graphql";
import { Fault } from "../errors/faults";
import { rememberRequest } from "../auth/seen-requests";
import type { SignedRequest } from "../auth/signing";
import type { Subgraph } from "./open";

/** The process that may send any operation; siblings may read the change feed and nothing else. */
const gateway = "gateway";

/** The subgraph that signed, if one did. */
export function siblingOf(signed: SignedRequest): string | undefined {
  return signed.signer === gateway ? undefined : signed.signer;
}

/**
 * Decides whether a proven request may run at all. A mutation's key is kept in this subgraph's database, so that a replay is refused by every
 * replica; a replayed query within its half minute tells nobody anything new.
 */
export async function admit(subgraph: Subgraph, signed: SignedRequest, body: unknown): Promise<void> {
  const operation = operationOf(body);
  if (!operation) throw new Fault("BAD_USER_INPUT", { detail: "query" });
  if (siblingOf(signed) !== undefined && !readsTheFeedAlone(operation, `${subgraph.name}Changes`)) throw new Fault("UNAUTHENTICATED");
  if (operation.operation !== "mutation") return;
  if (!(await rememberRequest(subgraph.database, subgraph.services.clock, signed))) throw new Fault("UNAUTHENTICATED");
}

function operationOf(body: unknown): OperationDefinitionNode | null {
  const { query, operationName } = (body ?? {}) as { query?: unknown; operationName?: unknown };
  if (typeof query !== "string") return null;
  try {
    return getOperationAST(parse(query, { noLocation: true, maxTokens: 50_000 }), typeof operationName === "string" ? operationName : undefined) ?? null;
  } catch {
    return null;
  }
}

function readsTheFeedAlone(operation: OperationDefinitionNode, feed: string): boolean {
  return operation.operation === "query" && operation.selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value === feed);
}
