import { Kind, type DocumentNode, type ExecutionResult, type FieldNode, type SelectionSetNode } from "graphql";
import { isFaultCode, type MessageParameters } from "../../kernel/errors/codes";
import { Fault } from "../../kernel/errors/faults";
import { MissingEntity } from "../../kernel/execution/settle";
import { fragmentsOf } from "../../kernel/execution/shape";

/** What was asked of a subgraph. */
export interface Asked {
  readonly document: DocumentNode;
  readonly variables?: object | undefined;
}

interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly { readonly message?: string; readonly path?: readonly (string | number)[] | undefined; readonly extensions?: Readonly<Record<string, unknown>> }[] | undefined;
}

interface Representation {
  readonly __typename: string;
  readonly id: unknown;
}

/**
 * A subgraph's answer as the stitcher gets it: errors stand in the data, in the place of the fields that they befell. Errors beside the data it
 * would turn into promises that are rejected before anybody listens, and that ends the process.
 */
export function withErrorsInPlace(asked: Asked, { data, errors = [] }: Answered): ExecutionResult {
  const answer = (data ?? {}) as Record<string, unknown>;
  for (const error of errors) if (error.path) place(answer, error.path, causeOf(error));
  for (const field of rootsOf(asked.document)) {
    const key = keyOf(field);
    if (field.name.value === "_entities") {
      const found = answer[key] as readonly unknown[];
      answer[key] = representationsOf(field, asked.variables).map((representation, index) => entityOr(found[index], representation, field.selectionSet!, asked.document));
    }
  }
  return { data: answer };
}

/** The answer of a subgraph that gave none. */
export function allFailed(asked: Asked, failure: Error): ExecutionResult {
  const answer = rootsOf(asked.document).map((field) => {
    if (field.name.value !== "_entities") return [keyOf(field), failure];
    return [keyOf(field), representationsOf(field, asked.variables).map((representation) => entityOr(failure, representation, field.selectionSet!, asked.document))];
  });
  return { data: Object.fromEntries(answer) as Record<string, unknown> };
}

/** What an error says, as our own and without a place. The stitcher wraps errors in others. */
export function causeOf(error: unknown): Error {
  if (error instanceof MissingEntity || (error instanceof Fault && !error.path)) return error;
  const { code, parameters } = codedWithin(error) ?? {};
  const cause = error instanceof Error ? error : new Error(messageOf(error));
  return isFaultCode(code) ? new Fault(code, parameters as MessageParameters, cause) : new Error(cause.message, { cause });
}

/** Puts an error where its path leads; a path that leads nowhere stands beneath a null that says so itself. */
function place(answer: Record<string, unknown>, path: readonly (string | number)[], error: Error): void {
  let parent: unknown = answer;
  for (const step of path.slice(0, -1)) parent = (parent as Record<string | number, unknown> | null)?.[step];
  if (typeof parent === "object" && parent !== null) (parent as Record<string | number, unknown>)[path.at(-1)!] = error;
}

/** An entity that is missing or broken says so field by field: the stitcher puts its fields beside those of other subgraphs. */
function entityOr(found: unknown, { __typename, id }: Representation, selections: SelectionSetNode, document: DocumentNode): unknown {
  if (found != null && !(found instanceof Error)) return found;
  const reason = found ?? new MissingEntity();
  return { ...Object.fromEntries(fieldsOf(selections, document).map((field) => [keyOf(field), reason])), __typename, id };
}

function rootsOf(document: DocumentNode): readonly FieldNode[] {
  return document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? fieldsOf(definition.selectionSet, document) : []));
}

/** The fields of a selection with its fragments written out, whatever types they stand on. */
function fieldsOf({ selections }: SelectionSetNode, document: DocumentNode): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentsOf(document).get(selection.name.value);
    return fragment ? fieldsOf(fragment.selectionSet, document) : [];
  });
}

function keyOf(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}

function representationsOf(field: FieldNode, variables: object = {}): readonly Representation[] {
  const argument = field.arguments?.[0]?.value;
  return argument?.kind === Kind.VARIABLE ? ((variables as Record<string, readonly Representation[]>)[argument.name.value] ?? []) : [];
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
