import { defaultFieldResolver, isInterfaceType, isNonNullType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { anyone, type Policy } from "../auth/policies";
import { Fault } from "../errors/faults";
import type { SubgraphContext } from "./context";
import type { SubgraphDefinition } from "./definition";

const federationFields = new Set(["_entities", "_service"]);

/**
 * Applies the policies to the finished schema, and refuses to start on what would be open or shut by oversight: a root field or a personal field
 * without a policy, a policy for nothing, a guarded field whose refusal would take its parent along.
 */
export function guard(schema: GraphQLSchema, definition: Pick<SubgraphDefinition, "name" | "policies">): void {
  const policies = new Map<string, Policy>();
  const complete = new Set(["Query", "Mutation"]);
  for (const table of definition.policies) {
    for (const typename of table.personal) complete.add(typename);
    for (const [typename, fields] of Object.entries(table.types)) {
      for (const [fieldName, policy] of Object.entries(fields)) {
        const coordinate = `${typename}.${fieldName}`;
        if (policies.has(coordinate)) throw new Error(`${definition.name}: two policies for ${coordinate}`);
        policies.set(coordinate, policy);
      }
    }
  }

  const applied = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (isRoot && federationFields.has(field.name)) continue;
      const policy = policies.get(coordinate);
      if (!policy && complete.has(type.name)) throw new Error(`${definition.name}: ${coordinate} has no policy; name who may use it in a *.policies.ts`);
      if (isRoot && isNonNullType(field.type)) throw new Error(`${definition.name}: ${coordinate} must be nullable, so that its failure costs only itself`);
      if (policy && policy !== anyone) {
        if (isNonNullType(field.type)) throw new Error(`${definition.name}: ${coordinate} is guarded and must be nullable, so that a refusal costs only itself`);
        applyPolicy(field, policy);
      }
      if (type === schema.getMutationType()) dropLoadersAfter(field);
      applied.add(coordinate);
    }
  }
  for (const coordinate of policies.keys()) {
    if (!applied.has(coordinate) && !isInterfaceField(schema, coordinate)) throw new Error(`${definition.name}: a policy names ${coordinate}, which does not exist`);
  }
}

function isInterfaceField(schema: GraphQLSchema, coordinate: string): boolean {
  const [typename, fieldName] = coordinate.split(".") as [string, string];
  const type = schema.getType(typename);
  return isInterfaceType(type) && fieldName in type.getFields();
}

function applyPolicy(field: GraphQLField<unknown, SubgraphContext>, policy: Policy): void {
  const resolve: GraphQLFieldResolver<unknown, SubgraphContext> = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, context, info) => {
    const allowed = policy(context, parent, args);
    if (allowed === true) return resolve(parent, args, context, info);
    if (allowed === false) throw refusalOf(context);
    return allowed.then((decided) => {
      if (!decided) throw refusalOf(context);
      return resolve(parent, args, context, info);
    });
  };
}

function refusalOf(context: SubgraphContext): Fault {
  return new Fault(context.caller.subject === null ? "UNAUTHENTICATED" : "FORBIDDEN");
}

function dropLoadersAfter(field: GraphQLField<unknown, SubgraphContext>): void {
  const resolve: GraphQLFieldResolver<unknown, SubgraphContext> = field.resolve ?? defaultFieldResolver;
  field.resolve = async (parent, args, context, info) => {
    try {
      return await resolve(parent, args, context, info);
    } finally {
      context.dropLoaders();
    }
  };
}

/** type-graphql ignores its own guards on fields with simple resolvers without a word, so nobody may rely on them. */
export function assertFieldsAreBare(): void {
  const storage = getMetadataStorage();
  const decorated = [...storage.authorizedFields, ...storage.middlewares, ...storage.resolverMiddlewares, ...storage.authorizedResolver];
  const first = decorated[0] as { target: Function; fieldName?: string } | undefined;
  if (first) throw new Error(`@Authorized and @UseMiddleware are not used here (${first.target.name}.${first.fieldName ?? "*"}): name the policy in a *.policies.ts`);
}
