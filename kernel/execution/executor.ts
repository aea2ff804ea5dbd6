import { execute, getVariableValues, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLFieldResolver, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { codedAs, Fault } from "../errors/faults";
import { compilableSchema, compile, type CompiledQuery } from "./compile";
import { Stumble } from "./jit-runtime";
import { KnownOperations, type Form, type KnownOperation } from "./known-operations";
import { propagateNulls, propagateRootNulls } from "./nulls";
import { relax } from "./relax";
import { settleErrors } from "./settle";
import { specialize } from "./specialize";

export interface Execution {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly context: unknown;
}

/** Runs validated documents. It never throws: what breaks is in the answer's errors. */
export type Executor = (execution: Execution) => Promise<ExecutionResult>;

export interface ExecutorSettings {
  /** Compiling costs about as much as running ten times: an operation is compiled when it comes for the third time. */
  readonly compileAtSight: number;
  /** How many documents are remembered. */
  readonly documents: number;
  /** How many forms of one operation are compiled, by what its @skip and @include say. */
  readonly forms: number;
}

const defaults: ExecutorSettings = { compileAtSight: 3, documents: 1_000, forms: 16 };

/**
 * An executor whose answers do not depend on how it runs: interpreted on graphql-js, or compiled by graphql-jit once an operation comes again.
 * A document is known by identity, so whoever parses should keep what was parsed.
 */
export function createExecutor(schema: GraphQLSchema, settings: Partial<ExecutorSettings> = {}): Executor {
  const limits = { ...defaults, ...settings };
  const schemas = { relaxed: relax(schema), compilable: compilableSchema(schema) };
  const known = new KnownOperations(schema, limits);

  return async function run(execution) {
    const found = known.find(execution.document, execution.operationName);
    if (found instanceof GraphQLError) return { errors: [found] };
    const { coerced, errors } = getVariableValues(schema, found.operation.variableDefinitions ?? [], execution.variables ?? {}, { maxErrors: 10 });
    if (errors) return { errors: errors.map((error) => codedAs("BAD_USER_INPUT", error)) };
    try {
      const form = found.compilable ? known.see(found, coerced) : undefined;
      if (form && form.sights >= limits.compileAtSight) {
        if (form.query === undefined) form.query = compileForm(execution.document, found.operation, coerced);
        const answer = form.query ? await runCompiled(form, form.query, found, execution, coerced) : null;
        if (answer) return answer;
      }
      return await interpret(found, execution);
    } catch (error) {
      return { errors: [new Fault("INTERNAL", {}, error instanceof Error ? error : new Error(String(error)))] };
    }
  };

  function compileForm(document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): CompiledQuery | null {
    try {
      return compile(schemas.compilable, specialize(document, operation, variables));
    } catch {
      return null;
    }
  }

  async function interpret(found: KnownOperation, { document, operationName, variables, context }: Execution): Promise<ExecutionResult> {
    const { shape, introspects } = found;
    // A relaxed schema would describe itself.
    const executed = introspects ? schema : schemas.relaxed;
    const result = await execute({ schema: executed, document, operationName, variableValues: variables, contextValue: context, fieldResolver: readOf(found) });
    return settleErrors(introspects ? result : propagateNulls(result, shape), shape);
  }
}

/** Null when it must be run again, interpreted. */
async function runCompiled(form: Form, query: CompiledQuery, { operation, shape }: KnownOperation, { context }: Execution, variables: Record<string, unknown>): Promise<ExecutionResult | null> {
  const result = propagateRootNulls(await query(undefined, context, variables), shape);
  if (!result.errors || result.errors.length === 0) return { data: result.data };
  if (operation.operation === "query" && result.errors.some((error) => error.originalError instanceof Stumble)) {
    form.query = null;
    return null;
  }
  return settleErrors(result, shape);
}

/** Reads a property. A promise or a function in one is nothing that a compiled query would wait for or call, so its operation is left interpreted. */
function readOf(found: KnownOperation): GraphQLFieldResolver<any, unknown> {
  return (parent, args, context, info) => {
    const value: unknown = parent?.[info.fieldName];
    if (typeof value === "function") {
      found.compilable = false;
      return value.call(parent, args, context, info) as unknown;
    }
    if (typeof (value as { then?: unknown } | null | undefined)?.then === "function") found.compilable = false;
    return value;
  };
}
