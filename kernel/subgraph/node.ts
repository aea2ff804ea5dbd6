import { Field, ID, InterfaceType } from "type-graphql";

/** Every subgraph declares the same interface; composition makes it one. Implementations name themselves by `__typename`. */
@InterfaceType("Node", { autoRegisterImplementations: false, description: "Anything with an id of its own: `node(id)` finds it again.", resolveType: (value: { __typename?: string }) => value.__typename })
export abstract class Node {
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;
}
