import { createGraphQLError } from "@graphql-tools/utils";
import { GraphQLError, type ExecutionResult } from "graphql";
import { isFaultCode, type MessageParameters } from "../../kernel/errors/codes";
import { Fault } from "../../kernel/errors/faults";
import { located, MissingEntity } from "../../kernel/execution/settle";
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

/** The error again as our own, whatever the stitcher wrapped it in: a missing entity, a fault with its code, or something broken. */
export function explained(error: { readonly message?: string; readonly path?: readonly (string | number)[] | undefined; readonly extensions?: Readonly<Record<string, unknown>> }): GraphQLError {
  const extensions = codedWithin(error) ?? {};
  const { code, parameters } = extensions;
  const cause = code === missingEntity ? new MissingEntity() : isFaultCode(code) ? new Fault(code, parameters as MessageParameters, asError(error)) : new Error(error.message);
  return located(cause, error.path ?? [], error instanceof GraphQLError ? error : undefined);
}

function codedWithin(error: unknown, depth = 0): Readonly<Record<string, unknown>> | undefined {
  if (typeof error !== "object" || error === null || depth > 8) return undefined;
  const { extensions, originalError, errors, cause } = error as { extensions?: Readonly<Record<string, unknown>>; originalError?: unknown; errors?: readonly unknown[]; cause?: unknown };
  if (typeof extensions?.["code"] === "string") return extensions;
  return [originalError, ...(errors ?? []), cause].map((inner) => codedWithin(inner, depth + 1)).find((found) => found !== undefined);
}

function asError(error: object): Error | undefined {
  return error instanceof Error ? error : undefined;
}
