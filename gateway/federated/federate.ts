import { execute, getOperationAST, getVariableValues, type DocumentNode, type ExecutionResult, type GraphQLScalarType, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { codedAs, Fault } from "../../kernel/errors/faults";
import { propagateNulls } from "../../kernel/execution/nulls";
import { settleErrors } from "../../kernel/execution/settle";
import { shapeOf, type Shape } from "../../kernel/execution/shape";
import { publicScalars } from "../../kernel/scalars/scalars";
import type { Graph, GraphOperation } from "../graph";
import type { NodeSubgraph } from "../node/node-subgraph";
import { isReady, Sender, type Budget, type Sign } from "./endpoint";
import { publicSchemaWith } from "./public-schema";
import { withoutReservedAliases, type Renamed } from "./reserved-aliases";
import { rootFields, runsOf } from "./root-fields";
import { stitch } from "./stitch";
import { SubgraphLink } from "./subgraph-link";

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
  /** The longest wait for all that one request asks of subgraphs; four tenths more when not given, so that an answer is out within 3 s. */
  readonly budgetMilliseconds?: number;
}

/** The subgraphs as processes of their own, executed over HTTP by the supergraph. Its answers are those of the fused graph. */
export function federate(federation: Federation): Graph {
  const { supergraphSdl, apiSdl, endpoints, sign, nodeSubgraph, scalars = publicScalars, timeoutMilliseconds = 2_000, budgetMilliseconds = timeoutMilliseconds * 1.4 } = federation;
  const schema = publicSchemaWith(apiSdl, scalars);
  const link = new SubgraphLink(endpoints, new Sender(sign, timeoutMilliseconds), nodeSubgraph);
  const run = new FederatedRun(schema, stitch(supergraphSdl, link.ask));
  return {
    schema,
    context: (request): Budget => ({ request, endsAt: performance.now() + budgetMilliseconds, silent: new Set() }),
    execute: (operation) => run.execute(operation),
    async health() {
      const states = await Promise.all(Object.entries(endpoints).map(async ([subgraph, url]) => [subgraph, (await isReady({ subgraph, url }, timeoutMilliseconds / 2)) ? "up" : "down"] as const));
      return Object.fromEntries(states);
    },
    close: () => Promise.resolve(),
  };
}

interface KnownOperation extends Renamed {
  readonly operation: OperationDefinitionNode;
  readonly shape: Shape;
}

class FederatedRun {
  private readonly known = new WeakMap<DocumentNode, Map<string, KnownOperation>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly stitched: GraphQLSchema,
  ) {}

  async execute({ document, operationName, variables = {}, context }: GraphOperation): Promise<ExecutionResult> {
    const found = this.find(document, operationName);
    if (!found) return { errors: [new Fault("OPERATION_NOT_SUPPORTED")] };
    const { coerced, errors } = getVariableValues(this.schema, found.operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
    if (errors) return { errors: errors.map((error) => codedAs("BAD_USER_INPUT", error)) };
    try {
      const answer = await this.answer(found, variables, coerced, context as Budget);
      return found.restore(settleErrors(propagateNulls(answer, found.shape), found.shape));
    } catch (error) {
      return { errors: [new Fault("INTERNAL", {}, error instanceof Error ? error : new Error(String(error)))] };
    }
  }

  private find(document: DocumentNode, operationName: string | undefined): KnownOperation | null {
    let named = this.known.get(document);
    if (!named) this.known.set(document, (named = new Map()));
    let found = named.get(operationName ?? "");
    if (!found) {
      const renamed = withoutReservedAliases(document);
      const operation = getOperationAST(renamed.document, operationName);
      if (!operation || operation.operation === "subscription") return null;
      named.set(operationName ?? "", (found = { ...renamed, operation, shape: shapeOf(this.schema, renamed.document, operation) }));
    }
    return found;
  }

  private async answer({ document, operation }: KnownOperation, raw: Readonly<Record<string, unknown>>, coerced: Readonly<Record<string, unknown>>, budget: Budget): Promise<ExecutionResult> {
    const answers: ExecutionResult[] = [];
    for (const part of runsOf(document, operation, coerced)) {
      const schema = part.introspects ? this.schema : this.stitched;
      // A context of its own, because the stitcher remembers entities by context.
      answers.push(await execute({ schema, document: part.document, operationName: operation.name?.value, variableValues: raw, contextValue: { ...budget } }));
    }
    return answers.length === 1 ? answers[0]! : merge(answers, rootFields(document, operation, coerced).map(([key]) => key));
  }
}

/** One answer in the order that the operation asks for. */
function merge(answers: readonly ExecutionResult[], order: readonly string[]): ExecutionResult {
  const all = Object.assign({}, ...answers.map(({ data }) => data)) as Record<string, unknown>;
  const errors = answers.flatMap((answer) => answer.errors ?? []);
  return { data: Object.fromEntries(order.map((key) => [key, all[key]])), ...(errors.length > 0 && { errors }) };
}
