import { Arg, Directive, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { anyone, definePolicies } from "../../kernel/auth/policies";
import { owned, stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { Node } from "../../kernel/subgraph/node";
import { world, type Volunteer as VolunteerRow } from "../world";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true })
class PracticeSite {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, implements: Node })
class Volunteer implements Node {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  volunteerNumber!: string;

  @Field(() => Int)
  minutes!: number;
}

@Resolver(() => Volunteer)
class VolunteerResolver {
  @Query(() => [Volunteer], { nullable: true })
  volunteers(@Arg("from", () => Int) from: number, @Arg("first", () => Int) first: number) {
    return world.volunteers(from, first);
  }

  @FieldResolver(() => PracticeSite, { nullable: true })
  site(@Root() { siteId }: VolunteerRow) {
    return { __typename: "PracticeSite", id: siteId };
  }
}

export const volunteer: SubgraphDefinition = {
  name: "volunteer",
  resolvers: [VolunteerResolver],
  entityTypes: { Volunteer: owned("vol", async (_, ids) => ids.map(world.volunteer)), PracticeSite: stub("site") },
  entities: [],
  migrations: [],
  policies: [definePolicies({ Query: { volunteers: anyone } })],
};
