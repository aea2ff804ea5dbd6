import { Directive, Field, ID, ObjectType } from "type-graphql";

/** The key of what volunteer owns; its descriptions stand there. */
@Directive('@key(fields: "id")')
@ObjectType("ServiceRecord", { simpleResolvers: true })
export class ServiceRecord {
  readonly __typename!: "ServiceRecord";

  @Field(() => ID)
  id!: string;
}

export function serviceRecord(id: string): ServiceRecord {
  return { __typename: "ServiceRecord", id };
}
