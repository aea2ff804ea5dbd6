import { createGraphQLError } from "@graphql-tools/utils";
import type { ExecutionResult, GraphQLError } from "graphql";
import { isFaultCode, type MessageParameters } from "../../kernel/errors/codes";
import { Fault } from "../../kernel/errors/faults";
import { MissingEntity } from "../../kernel/execution/settle";
import type { SubgraphAnswer } from "./endpoint";

/** Stands in an error for an entity of which its owner says there is none: `_entities` answers null for it and no error. */
const missingEntity = "MISSING_ENTITY";

/** A subgraph's answer as the stitcher takes it: entities that are missing are marked, so that nobody takes them for a broken field. */
export function asExecutionResult({ data, errors = [], extensions }: SubgraphAnswer): ExecutionResult {
  const found: GraphQLError[] = errors.map(({ message, path, extensions: own }) => createGraphQLError(message ?? "", { path, extensions: own }));
  for (const [key, value] of Object.entries(data ?? {})) {
    if (!isEntities(key, value)) continue;
    const failed = new Set(errors.flatMap(({ path }) => (path?.[0] === key ? [path[1]] : [])));
    value.forEach((entity, index) => {
      if (entity === null && !failed.has(index)) found.push(createGraphQLError("the entity is missing", { path: [key, index], extensions: { code: missingEntity } }));
    });
  }
  return { data: data ?? null, ...(found.length > 0 && { errors: found }), extensions };
}

/** Several requests to one subgraph travel as one, each under a prefix of its own. */
function isEntities(key: string, value: unknown): value is readonly unknown[] {
  return /(^|_)_entities$/.test(key) && Array.isArray(value);
}

/** What an error says, as our own and without a place: a missing entity, a fault with its code, or something broken. The stitcher wraps errors in others. */
export function causeOf(error: unknown): Error {
  const { code, parameters } = codedWithin(error) ?? {};
  if (code === missingEntity) return new MissingEntity();
  const cause = error instanceof Error ? error : new Error(messageOf(error));
  return isFaultCode(code) ? new Fault(code, parameters as MessageParameters, cause) : new Error(cause.message, { cause });
}

function codedWithin(error: unknown, depth = 0): Readonly<Record<string, unknown>> | undefined {
  if (typeof error !== "object" || error === null || depth > 8) return undefined;
  const { extensions, originalError, errors, cause } = error as { extensions?: Readonly<Record<string, unknown>>; originalError?: unknown; errors?: readonly unknown[]; cause?: unknown };
  if (typeof extensions?.["code"] === "string") return extensions;
  return [originalError, ...(errors ?? []), cause].map((inner) => codedWithin(inner, depth + 1)).find((found) => found !== undefined);
}

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}
