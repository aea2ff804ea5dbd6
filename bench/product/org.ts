import { Arg, Directive, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import { anyone, definePolicies } from "../../kernel/auth/policies";
import { owned, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { Node } from "../../kernel/subgraph/node";
import { world } from "../world";

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, implements: Node })
class PracticeSite implements Node {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  level!: string;
}

@Resolver(() => PracticeSite)
class SiteResolver {
  @Query(() => PracticeSite, { nullable: true })
  site(@Arg("id", () => ID) id: string) {
    return world.site(id);
  }
}

export const org: SubgraphDefinition = {
  name: "org",
  resolvers: [SiteResolver],
  entityTypes: { PracticeSite: owned("site", async (_, ids) => ids.map(world.site)) },
  entities: [],
  migrations: [],
  policies: [definePolicies({ Query: { site: anyone } })],
};
