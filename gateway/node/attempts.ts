import type { Caller } from "../../kernel/auth/caller";
import type { SubgraphDefinition } from "../../kernel/subgraph/definition";

/** The mutations that a caller's roles may attempt, by the policies that will decide. */
export function mutationsFor(caller: Caller, definitions: readonly Pick<SubgraphDefinition, "policies">[]): readonly string[] {
  const mutations = definitions.flatMap(({ policies }) => policies.flatMap(({ types }) => Object.entries(types["Mutation"] ?? {})));
  return mutations
    .filter(([, { roles }]) => roles === undefined || roles.some((role) => caller.roles.includes(role)))
    .map(([name]) => name)
    .sort();
}
