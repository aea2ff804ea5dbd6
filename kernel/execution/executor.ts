import { execute, getOperationAST, getVariableValues, GraphQLError, Kind, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { codedAs, Fault } from "../errors/faults";
import { compilableSchema, compile, isCompilable, type CompiledQuery } from "./compile";
import { Stumble } from "./jit-runtime";
import { propagateNulls, propagateRootNulls } from "./nulls";
import { relax } from "./relax";
import { settleErrors } from "./settle";
import { fragmentsOf, shapeOf, type Shape } from "./shape";
import { contains, formOf, formVariablesOf, specialize } from "./specialize";

export interface Execution {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly context: unknown;
}

/** Runs validated documents. It never throws: what breaks is in the answer's errors. */
export type Executor = (execution: Execution) => Promise<ExecutionResult>;

export interface ExecutorSettings {
  /** Compiling costs about as much as running ten times: a query is compiled when it comes for the third time. */
  readonly compileAtSight: number;
  /** How many operations are remembered, the least recently used forgotten first. */
  readonly operations: number;
  /** How many forms of one operation are compiled, by what its @skip and @include say. */
  readonly forms: number;
}

const defaults: ExecutorSettings = { compileAtSight: 3, operations: 1_000, forms: 16 };

interface KnownOperation {
  readonly operation: OperationDefinitionNode;
  readonly shape: Shape;
  readonly introspects: boolean;
  readonly compilable: boolean;
  readonly formVariables: readonly string[];
  readonly forms: Map<string, Form>;
}

interface Form {
  sights: number;
  query?: CompiledQuery | null;
}

/**
 * An executor whose answers do not depend on how it runs: interpreted on graphql-js, or compiled by graphql-jit once an operation comes again.
 * Operations are known by document and operation name; a document is known by identity, so whoever parses should keep what was parsed.
 */
export function createExecutor(schema: GraphQLSchema, settings: Partial<ExecutorSettings> = {}): Executor {
  const { compileAtSight, operations, forms } = { ...defaults, ...settings };
  const relaxed = relax(schema);
  const compilable = compilableSchema(schema);
  const known = new Map<DocumentNode, Map<string, KnownOperation>>();

  return async function run(execution) {
    const found = find(execution);
    if (found instanceof GraphQLError) return { errors: [found] };
    const coerced = getVariableValues(schema, found.operation.variableDefinitions ?? [], execution.variables ?? {}, { maxErrors: 10 });
    if (coerced.errors) return { errors: coerced.errors.map((error) => codedAs("BAD_USER_INPUT", error)) };
    try {
      const form = found.compilable ? seen(found, coerced.coerced) : undefined;
      if (form && form.sights >= compileAtSight) {
        if (form.query === undefined) form.query = compile(compilable, specialize(execution.document, found.operation, coerced.coerced));
        const answer = form.query ? await runCompiled(form, found, execution, coerced.coerced) : null;
        if (answer) return answer;
      }
      return await interpret(found, execution);
    } catch (error) {
      return { errors: [new Fault("INTERNAL", {}, error instanceof Error ? error : new Error(String(error)))] };
    }
  };

  function find({ document, operationName }: Execution): KnownOperation | GraphQLError {
    let named = known.get(document);
    // A Map remembers the order of insertion, so what is inserted anew is the youngest.
    if (named) known.delete(document);
    known.set(document, (named ??= new Map()));
    if (known.size > operations) known.delete(known.keys().next().value!);
    const name = operationName ?? "";
    let found = named.get(name);
    if (!found) {
      const operation = getOperationAST(document, operationName);
      if (!operation) return new Fault("GRAPHQL_VALIDATION_FAILED", { detail: operationName ? `no operation ${operationName}` : "operationName is missing" });
      if (!schema.getRootType(operation.operation) || operation.operation === "subscription") return new Fault("OPERATION_NOT_SUPPORTED");
      named.set(name, (found = describe(document, operation)));
    }
    return found;
  }

  function describe(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const reachable: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsOf(document).values()] };
    const introspects = contains(reachable, (node) => node.kind === Kind.FIELD && (node.name.value === "__schema" || node.name.value === "__type"));
    return {
      operation,
      shape: shapeOf(schema, document, operation),
      introspects,
      compilable: !introspects && isCompilable(schema, reachable, operation),
      formVariables: formVariablesOf(reachable),
      forms: new Map(),
    };
  }

  function seen(found: KnownOperation, variables: Record<string, unknown>): Form | undefined {
    const key = formOf(found.formVariables, variables);
    let form = found.forms.get(key);
    if (!form && found.forms.size < forms) found.forms.set(key, (form = { sights: 0 }));
    if (form) form.sights++;
    return form;
  }

  /** Null when it must be run again, interpreted. */
  async function runCompiled(form: Form, { operation, shape }: KnownOperation, { context }: Execution, variables: Record<string, unknown>): Promise<ExecutionResult | null> {
    const result = propagateRootNulls(await form.query!(undefined, context, variables), shape);
    if (!result.errors || result.errors.length === 0) return { data: result.data };
    if (operation.operation === "query" && result.errors.some((error) => error.originalError instanceof Stumble)) {
      form.query = null;
      return null;
    }
    return settleErrors(result, shape);
  }

  async function interpret({ shape, introspects }: KnownOperation, { document, operationName, variables, context }: Execution): Promise<ExecutionResult> {
    const result = await execute({ schema: introspects ? schema : relaxed, document, operationName, variableValues: variables, contextValue: context });
    // A relaxed schema would describe itself.
    return settleErrors(introspects ? result : propagateNulls(result, shape), shape);
  }
}
