import { execute, getOperationAST, getVariableValues, print, type DocumentNode, type ExecutionResult, type GraphQLScalarType, type OperationDefinitionNode } from "graphql";
import { codedAs, Fault } from "../../kernel/errors/faults";
import { propagateNulls } from "../../kernel/execution/nulls";
import { relax } from "../../kernel/execution/relax";
import { settleErrors } from "../../kernel/execution/settle";
import { shapeOf, type Shape } from "../../kernel/execution/shape";
import { publicScalars } from "../../kernel/scalars/scalars";
import type { Graph, GraphOperation } from "../graph";
import type { Confirm, NodeSubgraph } from "../node/node-subgraph";
import { isReady, Sender, type Budget, type Sign } from "./endpoint";
import { publicSchemaWith } from "./public-schema";
import { withoutReservedAliases, type Renamed } from "./reserved-aliases";
import { rootFields, runsOf } from "./root-fields";
import { stitch, type AskSubgraph } from "./stitch";
import { asExecutionResult, causeOf } from "./subgraph-answers";

export interface Federation {
  /** schema/supergraph.graphql */
  readonly supergraphSdl: string;
  /** schema/api.graphql */
  readonly apiSdl: string;
  /** Addresses by subgraph. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly sign: Sign;
  readonly nodeSubgraph: NodeSubgraph;
  /** Codecs of the public schema's scalars. */
  readonly scalars?: readonly GraphQLScalarType[];
  /** The longest wait for one subgraph. */
  readonly timeoutMilliseconds?: number;
  /** The longest wait for all that one request asks of subgraphs; half as much again when not given. */
  readonly budgetMilliseconds?: number;
}

interface KnownOperation extends Renamed {
  readonly operation: OperationDefinitionNode;
  readonly shape: Shape;
}

const confirmation = "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }";

/** The subgraphs as processes of their own, executed over HTTP by the supergraph. Its answers are those of the fused graph. */
export function federate(federation: Federation): Graph {
  const { supergraphSdl, apiSdl, endpoints, sign, nodeSubgraph, scalars = publicScalars, timeoutMilliseconds = 2_000, budgetMilliseconds = timeoutMilliseconds * 1.5 } = federation;
  const schema = publicSchemaWith(apiSdl, scalars);
  const sender = new Sender(sign, timeoutMilliseconds);
  const nodeSchema = relax(nodeSubgraph.schema);
  const stitched = stitch(supergraphSdl, ask);
  const known = new WeakMap<DocumentNode, Map<string, KnownOperation>>();

  async function ask(subgraph: string, { document, variables, mutation }: Parameters<AskSubgraph>[1], context: unknown): Promise<ExecutionResult> {
    const budget = context as Budget;
    if (subgraph === nodeSubgraph.name) {
      return execute({ schema: nodeSchema, document, variableValues: variables as Record<string, unknown>, contextValue: nodeSubgraph.context(budget.request, confirmWithin(budget)) });
    }
    return asExecutionResult(await sender.send(endpointOf(subgraph), { query: print(document), variables, mutation }, budget));
  }

  function endpointOf(subgraph: string) {
    const url = endpoints[subgraph];
    if (url === undefined) throw new Error(`no address is known for ${subgraph}`);
    return { subgraph, url };
  }

  function confirmWithin(budget: Budget): Confirm {
    return async (typename, ids) => {
      const representations = ids.map((id) => ({ __typename: typename, id }));
      const { data, errors = [] } = await sender.send(endpointOf(nodeSubgraph.owners.get(typename)!), { query: confirmation, variables: { representations }, mutation: false }, budget);
      const found = (data?.["_entities"] ?? []) as readonly unknown[];
      return ids.map((_, index) => {
        const failure = errors.find(({ path }) => path?.[0] === "_entities" && path[1] === index);
        return failure ? causeOf(failure) : found[index] != null;
      });
    };
  }

  function describe(document: DocumentNode, operationName: string | undefined): KnownOperation | null {
    let named = known.get(document);
    if (!named) known.set(document, (named = new Map()));
    let found = named.get(operationName ?? "");
    if (!found) {
      const renamed = withoutReservedAliases(document);
      const operation = getOperationAST(renamed.document, operationName);
      if (!operation || operation.operation === "subscription") return null;
      named.set(operationName ?? "", (found = { ...renamed, operation, shape: shapeOf(schema, renamed.document, operation) }));
    }
    return found;
  }

  async function run({ document, operation, shape, restore }: KnownOperation, raw: Readonly<Record<string, unknown>>, coerced: Readonly<Record<string, unknown>>, budget: Budget): Promise<ExecutionResult> {
    const answers: ExecutionResult[] = [];
    for (const part of runsOf(document, operation, coerced)) {
      // A context of its own, because the stitcher remembers entities by context.
      answers.push(await execute({ schema: part.introspects ? schema : stitched, document: part.document, operationName: operation.name?.value, variableValues: raw, contextValue: { ...budget } }));
    }
    const merged = answers.length === 1 ? answers[0]! : merge(answers, rootFields(document, operation, coerced).map(([key]) => key));
    return restore(settleErrors(propagateNulls(merged, shape), shape));
  }

  return {
    schema,
    context: (request): Budget => ({ request, endsAt: performance.now() + budgetMilliseconds }),
    async execute({ document, operationName, variables = {}, context }: GraphOperation) {
      const found = describe(document, operationName);
      if (!found) return { errors: [new Fault("OPERATION_NOT_SUPPORTED")] };
      const coerced = getVariableValues(schema, found.operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
      if (coerced.errors) return { errors: coerced.errors.map((error) => codedAs("BAD_USER_INPUT", error)) };
      try {
        return await run(found, variables, coerced.coerced, context as Budget);
      } catch (error) {
        return { errors: [new Fault("INTERNAL", {}, error instanceof Error ? error : new Error(String(error)))] };
      }
    },
    async health() {
      const states = await Promise.all(Object.entries(endpoints).map(async ([subgraph, url]) => [subgraph, (await isReady({ subgraph, url }, timeoutMilliseconds)) ? "up" : "down"] as const));
      return Object.fromEntries(states);
    },
    close: () => Promise.resolve(),
  };
}

/** One answer in the order that the operation asks for. */
function merge(answers: readonly ExecutionResult[], order: readonly string[]): ExecutionResult {
  const all = Object.assign({}, ...answers.map(({ data }) => data)) as Record<string, unknown>;
  const errors = answers.flatMap((answer) => answer.errors ?? []);
  return { data: Object.fromEntries(order.map((key) => [key, all[key]])), ...(errors.length > 0 && { errors }) };
}

