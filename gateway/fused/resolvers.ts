import { getNamedType, isAbstractType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { FusedContext } from "./fused-context";
import { Landing } from "./landing";
import { isNullable, resolverOf, type Entity, type FieldOwner, type Ownership } from "./ownership";
import { AbsentEntity } from "./references";

type Resolver = GraphQLFieldResolver<any, FusedContext>;

/** Gives every field of the public schema the resolver of its subgraph, or none where the value is simply read. */
export function attachResolvers(schema: GraphQLSchema, ownership: Ownership): void {
  const landing = new Landing(ownership);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const owner = ownership.ownerOf(type, field.name);
      field.resolve = owner ? resolverFor(type, field, owner) : undefined;
    }
  }

  function resolverFor(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, owner: FieldOwner): Resolver | undefined {
    const entity = ownership.entities.get(type.name);
    const inContext = inPart(owner);
    const own = landed(owner, type === schema.getMutationType() ? dropLoadersAfter(inContext) : inContext, landing, ownership);
    if (!entity) return own;
    if (entity.owner !== owner.part) return contributed(entity, field, owner, own, ownership.names(owner.part, type.name) ? landing : null);
    return own && ofOwner(field, own);
  }
}

/** The subgraph's resolver, in the subgraph's context. */
function inPart({ part: { index }, field }: FieldOwner): Resolver | undefined {
  const resolve = resolverOf(field);
  return resolve && ((parent, args, context, info) => resolve(parent, args, context.of(index), info));
}

/** References to entities of other subgraphs are landed. */
function landed({ part, field }: FieldOwner, resolve: Resolver | undefined, landing: Landing, ownership: Ownership): Resolver | undefined {
  const named = getNamedType(field.type);
  const possible = isAbstractType(named) ? part.schema.getPossibleTypes(named) : [named];
  if (!possible.some(({ name }) => ownership.isForeign(name, part))) return resolve;
  const land = landing.lander(part, isAbstractType(named) ? undefined : named.name);
  if (!resolve) return (parent, _args, context, info) => land(parent[field.name], context, info);
  return (parent, args, context, info) => land(resolve(parent, args, context, info), context, info);
}

function ofOwner(field: GraphQLField<unknown, unknown>, resolve: Resolver): Resolver {
  const mayBeNull = isNullable(field);
  return (parent, args, context, info) => (parent instanceof AbsentEntity ? parent.answer(mayBeNull) : resolve(parent, args, context, info));
}

/** A field that another subgraph added to the type: it gets its own reference where it made one, else the key, and nothing that the owner knows. */
function contributed(entity: Entity, field: GraphQLField<unknown, unknown>, { part }: FieldOwner, resolve: Resolver | undefined, landing: Landing | null): Resolver {
  const { typename, owner } = entity;
  if (!isNullable(field)) throw new Error(`${typename}.${field.name}, which ${part.name} adds to a type of ${owner.name}, must be nullable: a dead subgraph costs only its own fields`);
  const read: Resolver = resolve ?? ((parent) => parent[field.name]);
  return (parent, args, context, info) => {
    const made = landing?.madeBy(part, parent as object);
    if (made) return read(made, args, context, info);
    return parent instanceof AbsentEntity && !parent.hasKey ? null : read({ __typename: typename, id: parent.id as unknown }, args, context, info);
  };
}

function dropLoadersAfter(resolve: Resolver | undefined): Resolver {
  return async (parent, args, context, info) => {
    try {
      return (await resolve?.(parent, args, context, info));
    } finally {
      context.dropLoaders();
    }
  };
}
