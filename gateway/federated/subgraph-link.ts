import { execute, print, type GraphQLSchema } from "graphql";
import { relax } from "../../kernel/execution/relax";
import type { Confirm, NodeSubgraph } from "../node/node-subgraph";
import type { Budget, Endpoint, Sender } from "./endpoint";
import type { AskSubgraph } from "./stitch";
import { allFailed, causeOf, withErrorsInPlace } from "./subgraph-answers";

const confirmation = "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }";

/** The way to each subgraph: over HTTP to those with a database, a call to the noun-free one. */
export class SubgraphLink {
  private readonly nodeSchema: GraphQLSchema;

  constructor(
    private readonly endpoints: Readonly<Record<string, string>>,
    private readonly sender: Sender,
    private readonly nodeSubgraph: NodeSubgraph,
  ) {
    this.nodeSchema = relax(nodeSubgraph.schema);
  }

  readonly ask: AskSubgraph = async (subgraph, asked, context) => {
    const { document, variables, mutation } = asked;
    const budget = context as Budget;
    try {
      if (subgraph !== this.nodeSubgraph.name) return withErrorsInPlace(asked, await this.sender.send(this.endpointOf(subgraph), { query: print(document), variables, mutation }, budget));
      const contextValue = this.nodeSubgraph.context(budget.request, this.confirmWithin(budget));
      return withErrorsInPlace(asked, await execute({ schema: this.nodeSchema, document, variableValues: variables as Record<string, unknown>, contextValue }));
    } catch (error) {
      return allFailed(asked, causeOf(error));
    }
  };

  private endpointOf(subgraph: string): Endpoint {
    const url = this.endpoints[subgraph];
    if (url === undefined) throw new Error(`no address is known for ${subgraph}`);
    return { subgraph, url };
  }

  private confirmWithin(budget: Budget): Confirm {
    return async (typename, ids) => {
      const owner = this.endpointOf(this.nodeSubgraph.owners.get(typename)!);
      const representations = ids.map((id) => ({ __typename: typename, id }));
      const { data, errors = [] } = await this.sender.send(owner, { query: confirmation, variables: { representations }, mutation: false }, budget);
      const found = (data?.["_entities"] ?? []) as readonly unknown[];
      return ids.map((_, index) => {
        const failure = errors.find(({ path }) => path?.[0] === "_entities" && path[1] === index);
        return failure ? causeOf(failure) : found[index] != null;
      });
    };
  }
}
