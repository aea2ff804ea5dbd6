import { Arg, Directive, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { stub, type SubgraphDefinition } from "../../kernel/subgraph/definition";
import { world } from "../world";

@ObjectType({ simpleResolvers: true })
class Activity {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  startsAt!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Volunteer {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Volunteer)
class VolunteerActivitiesResolver {
  @FieldResolver(() => [Activity], { nullable: true })
  activities(@Root() { id }: Volunteer, @Arg("first", () => Int) first: number) {
    return world.activities(id, first);
  }
}

export const activity: SubgraphDefinition = {
  name: "activity",
  resolvers: [VolunteerActivitiesResolver],
  orphanedTypes: [Volunteer],
  entityTypes: { Volunteer: stub("vol") },
  entities: [],
  migrations: [],
  policies: [],
};
