import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { isNonNullType } from "graphql";
import { MissingEntity } from "../../kernel/execution/settle";
import { resolveReference } from "../../kernel/subgraph/references";
import type { FusedContext } from "./fused-context";
import { resolverOf, type Entity, type Ownership, type Part } from "./ownership";
import { fieldsAskedOf } from "./selection";

interface Stub {
  readonly __typename?: string;
  readonly id?: unknown;
}

/** An entity that its owner did not give: each of its owner's fields answers for that alone. */
export class AbsentEntity {
  [plainField: string]: unknown;

  constructor(
    readonly __typename: string,
    readonly id: unknown,
    /** Why it could not be loaded; null when the owner says there is none. */
    private readonly failure: Error | null,
  ) {}

  answer(mayBeNull: boolean): Error | null {
    return this.failure ?? (mayBeNull ? null : new MissingEntity());
  }
}

/** What a selection wants of an entity that another subgraph than its owner has named. */
interface Wish {
  /** Fields that only the owner has. */
  readonly ownersFields: boolean;
  /** Fields that the naming subgraph itself added. */
  readonly namersFields: boolean;
}

/**
 * Turns the references that a subgraph answers into what the fields below can read: the owner's own object, loaded by id together with all others
 * of the level, wherever a field of the owner is asked for. So a field of the owner is read straight from its object, everywhere and by compiled
 * queries too.
 */
export class Landing {
  private readonly plainFields = new Map<string, readonly { readonly name: string; readonly mayBeNull: boolean }[]>();
  /** The reference as its subgraph gave it, for the fields which that subgraph added. What a resolver returned is never changed. */
  private readonly origins = new WeakMap<object, { readonly part: Part; readonly reference: object }>();

  constructor(
    private readonly ownership: Ownership,
    schema: GraphQLSchema,
  ) {
    for (const { typename, owner } of ownership.entities.values()) {
      const type = schema.getType(typename) as GraphQLObjectType;
      const plain = Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
        const own = ownership.ownerOf(type, name);
        return own && own.part === owner && !resolverOf(own.field) ? [{ name, mayBeNull: !isNonNullType(fieldType) }] : [];
      });
      this.plainFields.set(typename, plain);
    }
  }

  /** For a field of `part` whose answer may name entities of others; `typename` where it is always the same. */
  lander(part: Part, typename: string | undefined): (value: unknown, context: FusedContext, info: GraphQLResolveInfo) => unknown {
    const wishes = new WeakMap<readonly unknown[], Map<string, Wish>>();

    const wishOf = (name: string, info: GraphQLResolveInfo): Wish => {
      let byType = wishes.get(info.fieldNodes);
      if (!byType) wishes.set(info.fieldNodes, (byType = new Map()));
      let wish = byType.get(name);
      if (!wish) byType.set(name, (wish = this.readWish(part, name, info)));
      return wish;
    };

    const land = (value: unknown, context: FusedContext, info: GraphQLResolveInfo): unknown => {
      if (value === null || typeof value !== "object" || value instanceof Error) return value;
      if (Array.isArray(value)) {
        const items = value.map((item) => land(item, context, info));
        return items.some(isPromise) ? Promise.all(items) : items;
      }
      if (isPromise(value)) return value.then((settled) => land(settled, context, info));
      const name = typename ?? (value as Stub).__typename;
      const entity = name === undefined ? undefined : this.ownership.entities.get(name);
      return entity && entity.owner !== part ? this.landOne(value, part, entity, wishOf(entity.typename, info), context) : value;
    };
    return land;
  }

  /** The object that a field of `part` gets for an entity of another: its own reference where it made one, else the key. */
  keyFor(part: Part, entity: Entity, parent: Stub): object {
    const origin = this.origins.get(parent);
    return origin?.part === part ? origin.reference : { __typename: entity.typename, id: parent.id };
  }

  private readWish(part: Part, typename: string, info: GraphQLResolveInfo): Wish {
    const type = info.schema.getType(typename) as GraphQLObjectType;
    const owner = this.ownership.entities.get(typename)!.owner;
    const owners = [...fieldsAskedOf(typename, info)].filter((name) => name in type.getFields()).map((name) => this.ownership.ownerOf(type, name)?.part);
    return { ownersFields: owners.includes(owner), namersFields: owners.includes(part) };
  }

  private landOne(reference: Stub, part: Part, entity: Entity, wish: Wish, context: FusedContext): unknown {
    const remember = (landed: object): object => {
      if (wish.namersFields) this.origins.set(landed, { part, reference });
      return landed;
    };
    if (!wish.ownersFields) return remember(reference);
    return resolveReference(context.of(entity.owner.index), entity.owner.entityTypes, entity.typename, reference.id).then(
      (row) => {
        if (row === null) return remember(this.absent(entity, reference.id, null));
        // The owner's object is one for the whole request; where it was met belongs to this place alone.
        return wish.namersFields ? remember({ ...row }) : row;
      },
      (reason: unknown) => remember(this.absent(entity, reference.id, reason instanceof Error ? reason : new Error(String(reason)))),
    );
  }

  private absent(entity: Entity, id: unknown, failure: Error | null): AbsentEntity {
    const absent = new AbsentEntity(entity.typename, id, failure);
    for (const { name, mayBeNull } of this.plainFields.get(entity.typename)!) absent[name] = absent.answer(mayBeNull);
    return absent;
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
