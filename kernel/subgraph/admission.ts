import sql from "sql-template-tag";
import { getOperationAST, Kind, parse, type OperationDefinitionNode } from "graphql";
import { isUniqueViolation } from "../database/errors";
import { run } from "../database/rows";
import { Fault } from "../errors/faults";
import { instantFromMilliseconds } from "../time/time";
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
  const expiresAt = instantFromMilliseconds((signed.expiresAtSeconds + 60) * 1000);
  try {
    await subgraph.database.write(async (tx) => {
      await run(tx, sql`INSERT INTO seen_request (request_key, expires_at) VALUES (${signed.requestKey}, ${expiresAt})`);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Fault("UNAUTHENTICATED");
    throw error;
  }
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
