import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { largest, pageOf, unpagedSizeOf, variableDefaultsOf, type Size, type VariableDefaults } from "./page-sizes";

/** One key of the answer that holds objects; keys that hold scalars cost nothing and have no entry. */
export interface PricedField {
  readonly key: string;
  /** What one object under this key costs. The parts a connection is made of are free: `edges`, `pageInfo`. */
  readonly unit: number;
  /** Charged once for the field itself, whatever it holds. */
  readonly base: number;
  /** Null when it holds one object. */
  readonly size: Size | null;
  readonly fields: readonly PricedField[];
}

/** What an operation may cost and what its answer did cost are two folds over this: the fields that hold objects, merged by their key in the answer. */
export interface CostPlan {
  readonly fields: readonly PricedField[];
  readonly readsSchema: boolean;
}

const mutationBase = 10;
/** Reading the schema is walking some thousand types, fields and arguments. */
const introspectionBase = 1_000;
const introspectionRoots = new Set(["__schema", "__type"]);

/** A selection on one of the types that an object may have. */
interface Selections {
  readonly type: GraphQLCompositeType;
  readonly set: SelectionSetNode;
}
interface Selected {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** The document has passed validation and the limits. */
export function planCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostPlan {
  const planner = new Planner(schema, document, operation);
  const root = { type: schema.getRootType(operation.operation)!, set: operation.selectionSet };
  const fields = planner.price([root], null, operation.operation === "mutation" ? mutationBase : 0);
  return { fields, readsSchema: planner.readsSchema };
}

class Planner {
  readsSchema = false;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly defaults: VariableDefaults;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    this.defaults = variableDefaultsOf(operation);
    for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
  }

  /** `page` is the size that the field above asked for: it holds for the lists directly below, `edges` and `nodes`. */
  price(selections: readonly Selections[], page: Size | null, base: number): PricedField[] {
    const keys = new Map<string, Selected[]>();
    const visited = new Set<string>();
    for (const { type, set } of selections) this.collect(type, set, keys, visited);
    return [...keys].flatMap(([key, selected]) => this.priceKey(key, selected, page, base) ?? []);
  }

  private priceKey(key: string, selected: readonly Selected[], page: Size | null, base: number): PricedField | null {
    if (selected.some(({ field }) => introspectionRoots.has(field.name))) {
      this.readsSchema = true;
      return { key, unit: 0, base: introspectionBase, size: null, fields: [] };
    }
    const composite = selected.filter(({ field }) => isCompositeType(getNamedType(field.type)));
    if (composite.length === 0) return base > 0 ? { key, unit: 0, base, size: null, fields: [] } : null;
    const isList = composite.some(({ field }) => isListType(getNullableType(field.type)));
    const pages = composite.flatMap(({ field, node }) => pageOf(field, node, this.defaults) ?? []);
    const ownPage = pages.length > 0 ? largest(pages) : null;
    const below = composite.map(({ field, node }) => ({ type: getNamedType(field.type) as GraphQLCompositeType, set: node.selectionSet! }));
    return {
      key,
      unit: composite.every(({ field }) => isPlumbing(field)) ? 0 : 1,
      base,
      size: isList ? (ownPage ?? page ?? largest(composite.map(({ field, node }) => unpagedSizeOf(field, node)))) : null,
      fields: this.price(below, isList ? null : ownPage, 0),
    };
  }

  private collect(type: GraphQLCompositeType, set: SelectionSetNode, into: Map<string, Selected[]>, visited: Set<string>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const selected = { field: fieldOf(type, selection.name.value), node: selection };
        const known = into.get(key);
        if (known) known.push(selected);
        else into.set(key, [selected]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.collect(this.narrowed(type, selection), selection.selectionSet, into, visited);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = this.fragments.get(selection.name.value)!;
        this.collect(this.narrowed(type, fragment), fragment.selectionSet, into, visited);
      }
    }
  }

  private narrowed(type: GraphQLCompositeType, { typeCondition }: { readonly typeCondition?: NamedTypeNode | undefined }): GraphQLCompositeType {
    return typeCondition ? (typeFromAST(this.schema, typeCondition) as GraphQLCompositeType) : type;
  }
}

const metaFields = new Map([SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]));

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  return metaFields.get(name) ?? (isUnionType(type) ? TypeNameMetaFieldDef : type.getFields()[name]!);
}

function isPlumbing(field: GraphQLField<unknown, unknown>): boolean {
  const { name } = getNamedType(field.type);
  return name === "PageInfo" || name.endsWith("Edge");
}
