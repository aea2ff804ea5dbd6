import type { GraphQLFormattedError } from "graphql";
import { unwrapResolverError } from "@apollo/server/errors";
import { faultOf } from "../errors/faults";

/** What crosses the line between processes: the code, its parameters and the place. The edge writes the message for the caller. */
export function codedError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, parameters } = faultOf(formatted.extensions?.["code"] === undefined ? unwrapResolverError(error) : error);
  return { message: code, path: formatted.path, extensions: { code, parameters } };
}
