import { getOperationAST, Kind, parse, type DocumentNode } from "graphql";
import { Fault } from "../errors/faults";
import { rememberRequest } from "../auth/seen-requests";
import type { SignedRequest } from "../auth/signing";
import { changesFieldOf } from "../events/changes.resolver";
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
  const { query, operationName } = (body ?? {}) as { query?: unknown; operationName?: unknown };
  const document = typeof query === "string" ? documentOf(query) : null;
  const operation = document && getOperationAST(document, typeof operationName === "string" ? operationName : undefined);
  if (!operation) throw new Fault("BAD_USER_INPUT", { detail: "query" });
  if (siblingOf(signed) !== undefined && !readsTheFeedAlone(document, changesFieldOf(subgraph.name))) throw new Fault("UNAUTHENTICATED");
  if (operation.operation !== "mutation") return;
  if (!(await rememberRequest(subgraph.database, subgraph.services.clock, signed))) throw new Fault("UNAUTHENTICATED");
}

function documentOf(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true, maxTokens: 50_000 });
  } catch {
    return null;
  }
}

/** One operation of one field, without fragments: whatever else a document holds, nobody has to ask what of it would run. */
function readsTheFeedAlone({ definitions }: DocumentNode, feed: string): boolean {
  const [only, ...others] = definitions;
  if (others.length > 0 || only?.kind !== Kind.OPERATION_DEFINITION || only.operation !== "query") return false;
  const [field, ...more] = only.selectionSet.selections;
  return more.length === 0 && field?.kind === Kind.FIELD && field.name.value === feed;
}
