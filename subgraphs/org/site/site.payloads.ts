import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../../kernel/errors/refusals";
import { PracticeSite } from "./site.entity";

@ObjectType({ simpleResolvers: true, description: "What founding a site answers." })
export class FoundSitePayload {
  @Field(() => PracticeSite, { nullable: true, description: "The new site; null when it was refused." })
  site!: PracticeSite | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What renaming a site answers." })
export class RenameSitePayload {
  @Field(() => PracticeSite, { nullable: true, description: "The site under its new name; null when it was refused." })
  site!: PracticeSite | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What merging sites answers." })
export class MergeSitesPayload {
  @Field(() => PracticeSite, { nullable: true, description: "The site that succeeds the merged ones; null when it was refused." })
  site!: PracticeSite | null;

  @Field(() => [UserError], { description: "Why it was refused; empty when it was not." })
  userErrors!: UserError[];
}
