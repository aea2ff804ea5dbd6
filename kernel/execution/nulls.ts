import { isListType, isNonNullType, type ExecutionResult, type GraphQLError, type GraphQLOutputType } from "graphql";
import { unexpectedNull } from "./settle";
import type { Shape } from "./shape";

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

/**
 * Turns what an executor of a relaxed schema found into the answer that the schema promises: a null where none may be takes its parent along.
 * The data is changed in place. Every such null adds an error; settling drops it where a better one explains the null.
 */
export function propagateNulls({ data, errors = [] }: ExecutionResult, shape: Shape): ExecutionResult {
  const found: GraphQLError[] = [...errors];

  /** The value as its type allows it; null where the type or something below does not. */
  function allowed(type: GraphQLOutputType, value: unknown, here: Shape, path: Path): unknown {
    if (isNonNullType(type)) {
      if (value == null) found.push(unexpectedNull(path));
      return allowed(type.ofType, value, here, path);
    }
    if (value == null) return null;
    if (isListType(type)) return allowedItems(type.ofType, value as unknown[], here, path);
    return typeof value === "object" && here.fields().size > 0 ? allowedFields(value as Data, here, path) : value;
  }

  function allowedItems(type: GraphQLOutputType, items: unknown[], here: Shape, path: Path): unknown[] | null {
    let broken = false;
    for (let index = 0; index < items.length; index++) {
      items[index] = allowed(type, items[index], here, [...path, index]);
      if (items[index] === null && isNonNullType(type)) broken = true;
    }
    return broken ? null : items;
  }

  function allowedFields(object: Data, here: Shape, path: Path): Data | null {
    let broken = false;
    for (const key of Object.keys(object)) {
      const field = here.fields().get(key);
      if (!field) continue;
      object[key] = allowed(field.type, object[key], field, [...path, key]);
      if (object[key] === null && isNonNullType(field.type)) broken = true;
    }
    return broken ? null : object;
  }

  if (!data) return { data, errors: found };
  return { data: allowedFields(data, shape, []), errors: found };
}

/** The same for an answer in which only the root's own marks are open: compiled queries keep all others themselves. */
export function propagateRootNulls({ data, errors = [] }: ExecutionResult, shape: Shape): ExecutionResult {
  const broken = [...shape.fields()].filter(([key, field]) => data?.[key] === null && isNonNullType(field.type));
  if (broken.length === 0) return { data, errors };
  return { data: null, errors: [...errors, ...broken.map(([key]) => unexpectedNull([key]))] };
}
