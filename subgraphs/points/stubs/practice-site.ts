import { Directive, Field, ID, ObjectType } from "type-graphql";

/** The key of what org owns; its descriptions stand there. */
@Directive('@key(fields: "id")')
@ObjectType("PracticeSite", { simpleResolvers: true })
export class PracticeSite {
  readonly __typename!: "PracticeSite";

  @Field(() => ID)
  id!: string;
}

export function practiceSite(id: string): PracticeSite {
  return { __typename: "PracticeSite", id };
}
