import { defaultFieldResolver, getNamedType, isAbstractType, isInterfaceType, isNonNullType, isObjectType, type GraphQLField, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { EntityTypes, ReferenceLoader } from "../../kernel/subgraph/definition";

/** One subgraph of the graph, the noun-free one included. */
export interface Part {
  readonly name: string;
  /** Its place among the parts, and of its context in a request. */
  readonly index: number;
  readonly schema: GraphQLSchema;
  readonly entityTypes: EntityTypes;
}

export interface Entity {
  readonly typename: string;
  readonly prefix: string;
  readonly owner: Part;
  readonly load: ReferenceLoader;
}

export interface FieldOwner {
  readonly part: Part;
  /** The subgraph's own field, policies applied. */
  readonly field: GraphQLField<any, any>;
}

/** Which subgraph answers for what. Everything that the rules of the graph forbid is refused here, before the first request. */
export class Ownership {
  readonly entities: ReadonlyMap<string, Entity>;

  constructor(readonly parts: readonly Part[]) {
    for (const { name, schema } of parts) {
      if (schema.getSubscriptionType()) throw new Error(`${name} defines subscriptions: they live in the gateway`);
    }
    this.entities = entitiesOf(parts);
  }

  /** The one subgraph behind a field; null for a field that every subgraph reads straight from what was answered. */
  ownerOf(type: GraphQLObjectType, fieldName: string): FieldOwner | null {
    const owners = this.parts.flatMap((part) => {
      const field = fieldOf(part.schema, type.name, fieldName);
      return field ? [{ part, field }] : [];
    });
    const coordinate = `${type.name}.${fieldName}`;
    if (owners.length === 0) throw new Error(`no subgraph defines ${coordinate}: run npm run schema`);
    const entity = this.entities.get(type.name);
    if (entity && fieldName === "id") return plainEverywhere(owners, coordinate);
    if (owners.length === 1) return owners[0]!;
    if (!entity && !this.mayNameEntities(getNamedType(owners[0]!.field.type))) return plainEverywhere(owners, coordinate);
    throw new Error(`${coordinate} is defined by ${owners.map(({ part }) => part.name).join(" and ")}: a field has one owner`);
  }

  /** A value that subgraphs share can name no entity: nobody could say whose reference it is. */
  private mayNameEntities(type: GraphQLNamedType): boolean {
    return isAbstractType(type) || this.entities.has(type.name);
  }

  /** Whether the part itself answers references to the type. */
  names(part: Part, typename: string): boolean {
    return Object.values(part.schema.getTypeMap()).some((type) => isObjectType(type) && !type.name.startsWith("_") && Object.values(type.getFields()).some((field) => !field.name.startsWith("_") && mayBe(part.schema, field, typename)));
  }

  isForeign(typename: string, part: Part): boolean {
    const entity = this.entities.get(typename);
    return entity !== undefined && entity.owner !== part;
  }
}

function mayBe(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, typename: string): boolean {
  const named = getNamedType(field.type);
  return named.name === typename || (isAbstractType(named) && schema.getPossibleTypes(named).some((possible) => possible.name === typename));
}

function entitiesOf(parts: readonly Part[]): Map<string, Entity> {
  const entities = new Map<string, Entity>();
  for (const part of parts) {
    for (const [typename, type] of Object.entries(part.entityTypes)) {
      if (!type.owned) continue;
      const rival = entities.get(typename);
      if (rival) throw new Error(`${typename} is owned by ${rival.owner.name} and by ${part.name}`);
      entities.set(typename, { typename, prefix: type.prefix, owner: part, load: type.load });
    }
  }
  for (const part of parts) {
    for (const [typename, type] of Object.entries(part.entityTypes)) {
      const entity = entities.get(typename);
      if (!entity) throw new Error(`${part.name} refers to ${typename}, which no subgraph owns`);
      if (entity.prefix !== type.prefix) throw new Error(`ids of ${typename} begin with ${entity.prefix} in ${entity.owner.name} and with ${type.prefix} in ${part.name}`);
    }
  }
  return entities;
}

export function fieldOf(schema: GraphQLSchema, typename: string, fieldName: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(typename);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
}

/** The resolver a subgraph wrote; none where the value is simply read from its parent. */
export function resolverOf(field: GraphQLField<any, any>): GraphQLField<any, any>["resolve"] {
  return field.resolve === defaultFieldResolver ? undefined : field.resolve;
}

export function isNullable(field: GraphQLField<unknown, unknown>): boolean {
  return !isNonNullType(field.type);
}

function plainEverywhere(owners: readonly FieldOwner[], coordinate: string): null {
  const resolving = owners.find(({ field }) => resolverOf(field));
  if (resolving) throw new Error(`${coordinate} stands in several subgraphs and is resolved by ${resolving.part.name}: what they share must be plain values`);
  return null;
}
