import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";

type Resolver = GraphQLFieldResolver<any, any>;
type Read = (parent: unknown, args: Readonly<Record<string, unknown>>, context: any, info: unknown) => unknown;

interface Parameter {
  readonly kind: "args" | "arg" | "context" | "root" | "info" | "custom";
  readonly index: number;
  readonly name?: string;
  readonly propertyName?: string;
}

interface Handler {
  readonly target: Function;
  readonly methodName: string;
  readonly schemaName: string;
  readonly params?: readonly Parameter[];
}

/**
 * Gives each field the method of its resolver class and nothing around it. type-graphql's own resolvers sort the parameters, copy the arguments
 * into instances and await a validation that is not used here, at every call: a query over four subgraphs takes twice as long with them.
 */
export function leanResolvers(schema: GraphQLSchema, resolverClasses: readonly Function[]): void {
  const storage = getMetadataStorage();
  const instances = new Map(resolverClasses.map((resolverClass) => [resolverClass, Reflect.construct(resolverClass, []) as Record<string, Function>]));

  attach(schema.getQueryType()?.name, storage.queries);
  attach(schema.getMutationType()?.name, storage.mutations);
  for (const handler of storage.fieldResolvers) {
    if (handler.kind !== "external" || !handler.getObjectType) continue;
    const objectType = handler.getObjectType();
    attach(storage.objectTypes.find(({ target }) => target === objectType)?.name, [handler]);
  }

  function attach(typename: string | undefined, handlers: readonly object[]): void {
    const type = typename === undefined ? undefined : schema.getType(typename);
    if (!isObjectType(type)) return;
    for (const handler of handlers as readonly Handler[]) {
      const instance = instances.get(handler.target);
      const field = type.getFields()[handler.schemaName];
      if (instance && field) field.resolve = resolverOf(instance, handler);
    }
  }
}

function resolverOf(instance: Record<string, Function>, { methodName, params = [] }: Handler): Resolver {
  const method = instance[methodName] as (...values: unknown[]) => unknown;
  const [first, second, third, ...more] = [...params].sort((left, right) => left.index - right.index).map(readerOf);
  if (!first) return () => method.call(instance);
  if (!second) return (parent, args, context, info) => method.call(instance, first(parent, args, context, info));
  if (!third) return (parent, args, context, info) => method.call(instance, first(parent, args, context, info), second(parent, args, context, info));
  return (parent, args, context, info) => method.call(instance, ...[first, second, third, ...more].map((read) => read(parent, args, context, info)));
}

function readerOf({ kind, name, propertyName }: Parameter): Read {
  switch (kind) {
    case "root":
      return propertyName ? (parent) => (parent as Record<string, unknown>)[propertyName] : (parent) => parent;
    case "context":
      return propertyName ? (_parent, _args, context: Record<string, unknown>) => context[propertyName] : (_parent, _args, context) => context as unknown;
    case "args":
      return (_parent, args) => args;
    case "arg":
      return (_parent, args) => args[name!];
    case "info":
      return (_parent, _args, _context, info) => info;
    case "custom":
      throw new Error("parameter decorators of one's own are not used here");
  }
}
