import { GraphQLError, isListType, isNonNullType, type ExecutionResult, type GraphQLOutputType } from "graphql";
import { Fault } from "../errors/faults";
import type { Shape } from "./shape";

/** Thrown for a field that cannot be null of an entity whose owner says there is none: the entity becomes null, as if its reference had answered null. */
export class MissingEntity extends Error {
  constructor() {
    super("the entity is missing");
    this.name = "MissingEntity";
  }
}

/** A null where the schema promises a value, and no error says why. */
class UnexpectedNull extends Error {}

type Path = readonly (string | number)[];

interface Candidate {
  readonly error: GraphQLError;
  /** How far the path leads into the data: the position that became null. */
  readonly reach: number;
  readonly order: readonly number[];
}

/**
 * One error for each null: of those beneath a position that became null the one that caused it, and of several causes the shallowest, then the
 * first in the document. Executors differ in how many they report and in what order; answers must not.
 */
export function settleErrors(result: ExecutionResult, shape: Shape): ExecutionResult {
  const { errors = [], ...answer } = result;
  if (errors.length === 0) return answer;
  const causes = new Map<string, Candidate>();
  const settled: GraphQLError[] = [];
  for (const error of errors) {
    if (!error.path || result.data === undefined) {
      settled.push(coded(error));
      continue;
    }
    const candidate = locate(error, error.path, result.data, shape);
    if (!candidate) continue;
    const position = error.path.slice(0, candidate.reach).join(".");
    const rival = causes.get(position);
    if (!rival || precedes(candidate, rival)) causes.set(position, candidate);
  }
  for (const candidate of causes.values()) {
    const error = reported(candidate);
    if (error) settled.push(error);
  }
  return settled.length > 0 ? { ...answer, errors: settled } : answer;
}

/** Null for an error that did not cause the null it lies beneath: its own field could have been null. */
function locate(error: GraphQLError, path: Path, data: unknown, root: Shape): Candidate | null {
  let shape = root;
  let type: GraphQLOutputType = root.type;
  let value = data;
  let reach = value === null ? 0 : -1;
  const order: number[] = [];
  for (const [index, step] of path.entries()) {
    if (typeof step === "number") {
      const list: GraphQLOutputType = isNonNullType(type) ? type.ofType : type;
      if (!isListType(list)) return null;
      type = list.ofType;
      order.push(step);
    } else {
      const field = shape.fields().get(step);
      if (!field) return null;
      shape = field;
      type = field.type;
      order.push(field.order);
    }
    if (reach < 0) {
      value = (value as Record<string | number, unknown>)[step];
      if (value == null) reach = index + 1;
    } else if (!isNonNullType(type)) return null;
  }
  // A field that may be null says by its null that there is nothing to say it of.
  if (error.originalError instanceof MissingEntity && !isNonNullType(type)) return null;
  return { error, reach: reach < 0 ? path.length : reach, order };
}

function precedes(left: Candidate, right: Candidate): boolean {
  const [rankLeft, rankRight] = [rankOf(left.error), rankOf(right.error)];
  if (rankLeft !== rankRight) return rankLeft < rankRight;
  if (left.order.length !== right.order.length) return left.order.length < right.order.length;
  for (const [index, place] of left.order.entries()) if (place !== right.order[index]) return place < right.order[index]!;
  return false;
}

/** What broke says more than what is missing, and that more than a null nobody explains. */
function rankOf(error: GraphQLError): number {
  if (error.originalError instanceof MissingEntity) return 1;
  return error.originalError instanceof UnexpectedNull || error.message.startsWith("Cannot return null for non-nullable field") ? 2 : 0;
}

function reported({ error, reach }: Candidate): GraphQLError | null {
  if (!(error.originalError instanceof MissingEntity)) return coded(error);
  const entity = error.path!.slice(0, -1);
  return reach === entity.length ? null : unexpectedNull(entity);
}

/** Leaves no doubt whose fault an error is: an argument that a variable spoiled is the caller's, whatever else carries no code is ours. */
function coded(error: GraphQLError): GraphQLError {
  if (!error.path || error.extensions?.["code"] !== undefined) return error;
  const ofExecutor = error.originalError === undefined || (error.originalError instanceof GraphQLError && error.originalError.message === error.message);
  if (ofExecutor && error.message.startsWith('Argument "')) return located(new Fault("BAD_USER_INPUT", { detail: error.message }), error.path, error);
  return error.originalError ? error : located(new Error(error.message), error.path, error);
}

export function unexpectedNull(path: Path): GraphQLError {
  return located(new UnexpectedNull("null where the schema promises a value"), path);
}

export function located(cause: Error, path: Path, at?: GraphQLError): GraphQLError {
  return new GraphQLError(cause.message, { path: [...path], originalError: cause, nodes: at?.nodes, source: at?.source, positions: at?.positions });
}
