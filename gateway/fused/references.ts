import { isNonNullType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { Deferred } from "../../kernel/execution/deferred";
import { isId } from "../../kernel/ids/ids";
import { MissingEntity } from "../../kernel/execution/settle";
import { resolverOf, type Entity, type Ownership } from "./ownership";

/** An entity that its owner did not give: each of its owner's fields answers for that alone. */
export class AbsentEntity {
  [plainField: string]: unknown;

  constructor(
    readonly __typename: string,
    readonly id: unknown,
    /** Why it could not be loaded; null when the owner says there is none. */
    readonly failure: Error | null,
    /** False for what is no id of the type at all: then nobody else has anything to add either. */
    readonly hasKey: boolean,
  ) {}

  answer(mayBeNull: boolean): Error | null {
    return this.failure ?? (mayBeNull ? null : new MissingEntity());
  }
}

/** The fields that compiled queries read straight from an owner's object; an absent one carries its answer in their place. */
export class PlainFields {
  private readonly byType = new Map<string, readonly { readonly name: string; readonly mayBeNull: boolean }[]>();

  constructor(ownership: Ownership, schema: GraphQLSchema) {
    for (const { typename, owner } of ownership.entities.values()) {
      const type = schema.getType(typename) as GraphQLObjectType;
      const plain = Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
        const own = ownership.ownerOf(type, name);
        return own && own.part === owner && !resolverOf(own.field) ? [{ name, mayBeNull: !isNonNullType(fieldType) }] : [];
      });
      this.byType.set(typename, plain);
    }
  }

  absent(typename: string, id: unknown, failure: Error | null, hasKey = true): AbsentEntity {
    const absent = new AbsentEntity(typename, id, failure, hasKey);
    for (const { name, mayBeNull } of this.byType.get(typename)!) absent[name] = absent.answer(mayBeNull);
    return absent;
  }
}

interface Memo {
  readonly found: Map<string, Deferred<object>>;
  /** Ids that the next read asks for. */
  asked: string[];
}

/**
 * The owners' objects behind the references of one request, read through the same loaders that `_entities` uses: those of one level together,
 * and each once. Leaner than a loader of promises, because every reference of every answer comes through here.
 */
export class References {
  private readonly memos = new Map<Entity, Memo>();

  constructor(
    private readonly plainFields: PlainFields,
    private readonly contexts: { of(index: number): any },
  ) {}

  /** The owner's object, or an absent entity; deferred when it must be read first. */
  get(entity: Entity, id: string): object | Deferred<object> {
    let memo = this.memos.get(entity);
    if (!memo) this.memos.set(entity, (memo = { found: new Map(), asked: [] }));
    let found = memo.found.get(id);
    if (!found) {
      memo.found.set(id, (found = new Deferred()));
      if (memo.asked.push(id) === 1) this.schedule(entity, memo);
    }
    return found.value ?? found;
  }

  /** What stands for a reference whose id is none; null for a proper one. References are not checked by GraphQL. */
  refused({ typename, prefix }: Entity, id: unknown): AbsentEntity | null {
    return isId(prefix, id) ? null : this.plainFields.absent(typename, id, null, false);
  }

  drop(): void {
    this.memos.clear();
  }

  /** After everything that is settled now has had its say: what hangs on it belongs to the same level. */
  private schedule(entity: Entity, memo: Memo): void {
    void Promise.resolve().then(() => process.nextTick(() => void this.read(entity, memo)));
  }

  private async read(entity: Entity, memo: Memo): Promise<void> {
    const ids = memo.asked;
    memo.asked = [];
    let rows: readonly (object | null | undefined)[] = [];
    let failure: Error | null = null;
    try {
      rows = await entity.load(this.contexts.of(entity.owner.index), ids);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    for (const [index, id] of ids.entries()) {
      const row = rows[index] ?? null;
      memo.found.get(id)!.settle(row === null || row instanceof Error ? this.plainFields.absent(entity.typename, id, row ?? failure) : row);
    }
  }
}
