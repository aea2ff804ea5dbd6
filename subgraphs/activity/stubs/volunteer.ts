import { Directive, Field, ID, ObjectType } from "type-graphql";

/** The key of what volunteer owns; its descriptions stand there. */
@Directive('@key(fields: "id")')
@ObjectType("Volunteer", { simpleResolvers: true })
export class Volunteer {
  readonly __typename!: "Volunteer";

  @Field(() => ID)
  id!: string;
}

export function volunteer(id: string): Volunteer {
  return { __typename: "Volunteer", id };
}
