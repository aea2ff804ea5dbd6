import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { DayColumn, IdColumn, TextColumn } from "../../../kernel/database/columns";
import { DateScalar, RegionCodeScalar } from "../../../kernel/scalars/scalars";
import { Node } from "../../../kernel/subgraph/node";
import type { Day } from "../../../kernel/time/time";
import { RegionKind, RegionLevel } from "./region-kinds";

@Directive('@key(fields: "id")')
@ObjectType("Region", {
  implements: Node,
  simpleResolvers: true,
  description: "行政区划: an administrative division of the country, from a province down to a village or community.",
})
@Entity("region")
export class Region {
  readonly __typename!: "Region";

  @IdColumn({ primary: true })
  @Field(() => ID, { description: "Opaque, stable and unique over the whole graph; unlike the code it survives a redrawing of boundaries." })
  id!: string;

  @TextColumn(12, { nullable: true })
  @Field(() => RegionCodeScalar, { nullable: true, description: "区划代码: its code in the national register; null for a unit that has none of its own, such as 菜营村 in 绥芬河." })
  code!: string | null;

  @TextColumn(100)
  @Field(() => String, { description: "Its name in Chinese as the register writes it, such as 绥芬河市 or 建华村委会." })
  name!: string;

  @TextColumn(20)
  @Field(() => RegionLevel, { description: "层级: how far down the hierarchy it stands." })
  level!: RegionLevel;

  @TextColumn(40)
  @Field(() => RegionKind, { description: "类别: what sort of division it is, as its code tells, or as entered where it has none." })
  kind!: RegionKind;

  @IdColumn({ nullable: true })
  parentId!: string | null;

  /** `/<province id>/…/<own id>/`: ends with a separator, so that one id is never a prefix of another. */
  @TextColumn(200)
  path!: string;

  /**
   * Orders the whole tree by code, each division before those below it. A unit without a code takes its parent's order, `~` (which
   * follows every digit) and its id, so it stands behind its siblings and before whatever follows its parent.
   */
  @TextColumn(200)
  treeOrder!: string;

  @DayColumn({ nullable: true })
  @Field(() => DateScalar, { nullable: true, description: "Business day from which it exists; null when it is older than the register that we hold." })
  validFrom!: Day | null;

  @DayColumn({ nullable: true })
  @Field(() => DateScalar, { nullable: true, description: "Business day from which it no longer exists, as after a merger of divisions; null while it does." })
  validTo!: Day | null;
}

type Described = Pick<Region, "id" | "code" | "name" | "level" | "kind">;

/** A division in its place in the tree, open-ended; only a province has no parent. */
export function regionBelow(parent: Pick<Region, "id" | "path" | "treeOrder"> | null, { id, code, name, level, kind }: Described): Region {
  return {
    __typename: "Region",
    id,
    code,
    name,
    level,
    kind,
    parentId: parent?.id ?? null,
    path: `${parent?.path ?? "/"}${id}/`,
    treeOrder: code ?? `${parent?.treeOrder ?? ""}~${id}`,
    validFrom: null,
    validTo: null,
  };
}
