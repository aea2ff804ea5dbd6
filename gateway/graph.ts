import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { GraphRequest } from "../kernel/subgraph/context";

export type { GraphRequest };

export interface GraphOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: object;
}

/** What the public edge serves, however it is executed. */
export interface Graph {
  /** The public schema. */
  readonly schema: GraphQLSchema;
  /** The context value of one request. */
  context(request: GraphRequest): object;
  /** The document has been validated. The same text comes as the same document, so a compiled form can be kept beside it. */
  execute(operation: GraphOperation): Promise<ExecutionResult>;
  /** Which parts answer. */
  health(): Promise<Readonly<Record<string, "up" | "down">>>;
  close(): Promise<void>;
}
