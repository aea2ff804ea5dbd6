import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { DayColumn, IdColumn, TextColumn } from "../../../kernel/database/columns";
import { DateScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Day } from "../../../kernel/time/time";
import { SiteLevel } from "./site-level";

@Directive('@key(fields: "id")')
@ObjectType("PracticeSite", {
  implements: Node,
  simpleResolvers: true,
  description: "阵地（中心·所·站·点）: a place of New Era Civilization Practice, from a county's center down to a spot.",
})
@Entity("practice_site")
export class PracticeSite {
  readonly __typename!: "PracticeSite";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph." })
  id!: string;

  @TextColumn(100)
  @Field(() => String, { description: "Its name as the signboard says it, in Chinese." })
  name!: string;

  @TextColumn(20)
  @Field(() => SiteLevel, { description: "Its level in the chain; improving a site never changes it." })
  level!: SiteLevel;

  @TextColumn(50, { nullable: true })
  @Field(() => String, { nullable: true, description: "What the county calls this level, such as 文明实践基地; null where the usual word holds." })
  label!: string | null;

  @IdColumn({ nullable: true })
  parentId!: string | null;

  /** `/<root id>/…/<own id>/`: ends with a separator, so that one id is never a prefix of another. */
  @TextColumn(500)
  path!: string;

  @DayColumn()
  @Field(() => DateScalar, { description: "Business day from which it exists." })
  foundedOn!: Day;

  @DayColumn({ nullable: true })
  @Field(() => DateScalar, { nullable: true, description: "Business day from which it no longer exists; null while it is open." })
  closedOn!: Day | null;

  /** `<parent id>/<name>` while it is open: two open sites under one parent cannot share a name; null once closed. */
  @TextColumn(200, { nullable: true })
  openName!: string | null;
}

export function openNameOf(site: Pick<PracticeSite, "parentId" | "name">): string {
  return `${site.parentId ?? ""}/${site.name}`;
}
