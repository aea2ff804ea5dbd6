import { Directive, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { world } from "../world";

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Volunteer {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Volunteer)
class VolunteerPointsResolver {
  @FieldResolver(() => Int, { nullable: true })
  points(@Root() { id }: Volunteer) {
    return world.points(id);
  }
}

export const points: SubgraphDefinition = {
  name: "points",
  resolvers: [VolunteerPointsResolver],
  orphanedTypes: [Volunteer],
  entityTypes: { Volunteer: stub("vol") },
  entities: [],
  migrations: [],
  policies: [],
};
