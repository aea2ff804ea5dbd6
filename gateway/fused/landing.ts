import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { Deferred } from "../../kernel/execution/deferred";
import type { FusedContext } from "./fused-context";
import type { Entity, Ownership, Part } from "./ownership";
import { fieldsAskedOf } from "./selection";

interface Stub {
  readonly __typename?: string;
  readonly id?: unknown;
}

/** What a selection wants of an entity that another subgraph than its owner has named. */
interface Wish {
  /** Fields that only the owner has. */
  readonly ownersFields: boolean;
  /** Fields that the naming subgraph itself added. */
  readonly namersFields: boolean;
}

export type Lander = (value: unknown, context: FusedContext, info: GraphQLResolveInfo) => unknown;

/**
 * Turns the references that a subgraph answers into what the fields below can read: the owner's own object, loaded by id together with all others
 * of the level, wherever a field of the owner is asked for. So a field of the owner is read straight from its object, everywhere and by compiled
 * queries too.
 */
export class Landing {
  /** The reference as its subgraph gave it, for the fields which that subgraph added. What a resolver returned is never changed. */
  private readonly origins = new WeakMap<object, { readonly part: Part; readonly reference: object }>();

  constructor(private readonly ownership: Ownership) {}

  /** For a field of `part` whose answer may name entities of others; `typename` where it is always the same. */
  lander(part: Part, typename: string | undefined): Lander {
    const wishes = new WishBook(part, this.ownership);
    const land: Lander = (value, context, info) => {
      if (value === null || typeof value !== "object" || value instanceof Error) return value;
      if (Array.isArray(value)) return value.map((item) => land(item, context, info));
      if (typeof (value as { then?: unknown }).then === "function") return (value as Promise<unknown>).then((settled) => land(settled, context, info));
      const entity = this.ownership.entities.get(typename ?? (value as Stub).__typename!);
      return entity && entity.owner !== part ? this.landOne(value, part, entity, wishes.of(entity, info), context) : value;
    };
    return land;
  }

  /** The reference that `part` itself made, where this object stands for one. */
  madeBy(part: Part, parent: object): object | undefined {
    const origin = this.origins.get(parent);
    return origin?.part === part ? origin.reference : undefined;
  }

  private landOne(reference: Stub, part: Part, entity: Entity, wish: Wish, context: FusedContext): unknown {
    const refused = context.references.refused(entity, reference.id);
    const owners = refused ?? (wish.ownersFields ? context.references.get(entity, reference.id as string) : reference);
    if (!wish.namersFields) return owners;
    if (!(owners instanceof Deferred)) return this.remember(owners, part, reference);
    const landed = new Deferred<object>();
    owners.whenSettled((found) => landed.settle(this.remember(found, part, reference)));
    return landed;
  }

  /** The owner's object is one for the whole request; where it was met belongs to this place alone. */
  private remember(found: object, part: Part, reference: object): object {
    const here = found === reference ? found : (Object.assign(Object.create(Object.getPrototypeOf(found) as object | null), found) as object);
    this.origins.set(here, { part, reference });
    return here;
  }
}

/** What the selections of one field want, read once for each place in a document. */
class WishBook {
  private readonly pages = new WeakMap<readonly unknown[], Map<Entity, Wish>>();
  private lastNodes: readonly unknown[] | undefined;
  private lastEntity: Entity | undefined;
  private lastWish: Wish | undefined;

  constructor(
    private readonly part: Part,
    private readonly ownership: Ownership,
  ) {}

  of(entity: Entity, info: GraphQLResolveInfo): Wish {
    // The items of a list come one after the other.
    if (info.fieldNodes === this.lastNodes && entity === this.lastEntity) return this.lastWish!;
    let page = this.pages.get(info.fieldNodes);
    if (!page) this.pages.set(info.fieldNodes, (page = new Map()));
    let wish = page.get(entity);
    if (!wish) page.set(entity, (wish = this.read(entity, info)));
    [this.lastNodes, this.lastEntity, this.lastWish] = [info.fieldNodes, entity, wish];
    return wish;
  }

  private read({ typename, owner }: Entity, info: GraphQLResolveInfo): Wish {
    const type = info.schema.getType(typename) as GraphQLObjectType;
    const owners = [...fieldsAskedOf(typename, info)].filter((name) => name in type.getFields()).map((name) => this.ownership.ownerOf(type, name)?.part);
    return { ownersFields: owners.includes(owner), namersFields: owners.includes(this.part) };
  }
}
