import { getStitchedSchemaFromSupergraphSdl } from "@graphql-tools/federation";
import { isPromise } from "@graphql-tools/utils";
import { defaultFieldResolver, isObjectType, Kind, parse, visit, type DocumentNode, type ExecutionResult, type FieldDefinitionNode, type GraphQLSchema, type TypeNode } from "graphql";
import { PristineCache } from "./pristine-cache";
import { causeOf } from "./subgraph-answers";

/** How one subgraph is asked. */
export type AskSubgraph = (subgraph: string, operation: { readonly document: DocumentNode; readonly variables?: object | undefined; readonly mutation: boolean }, context: unknown) => Promise<ExecutionResult>;

/**
 * The supergraph as an executable schema without non-null marks on what it answers: it then reports each broken field where it stands, and what that
 * means for the fields above is decided once, by the same rules as in the fused graph.
 */
export function stitch(supergraphSdl: string, ask: AskSubgraph): GraphQLSchema {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: withoutMarks(parse(supergraphSdl, { noLocation: true })),
    batch: true,
    onSubschemaConfig(subschema) {
      const name = subschema.name.toLowerCase();
      for (const merged of Object.values(subschema.merge ?? {})) {
        for (const entry of [merged, ...(merged.entryPoints ?? [])]) entry.dataLoaderOptions = withOwnCopies(entry.dataLoaderOptions);
      }
      subschema.executor = ({ document, variables, operationType, context }) => ask(name, { document, variables: variables, mutation: operationType === "mutation" }, context) as never;
    },
  });
  placeErrors(schema);
  return schema;
}

/** Errors come with a path that is right in the subgraph's answer and not always in ours; without one they are placed where they are met. */
function placeErrors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (parent, args, context, info) => {
        try {
          return unplaced(resolve(parent, args, context, info));
        } catch (error) {
          throw causeOf(error);
        }
      };
    }
  }
}

function unplaced(value: unknown): unknown {
  if (value instanceof Error) return causeOf(value);
  if (Array.isArray(value)) return value.map(unplaced);
  if (!isPromise(value)) return value;
  return value.then(unplaced, (error: unknown) => {
    throw causeOf(error);
  });
}

/** Read anew for each loader, so that no two requests share a cache. */
function withOwnCopies<Options extends object>(options: Options | undefined): Options {
  return {
    ...(options as Options),
    get cacheMap() {
      return new PristineCache();
    },
  };
}

function withoutMarks(supergraph: DocumentNode): DocumentNode {
  const fields = { enter: (node: FieldDefinitionNode) => ({ ...node, type: nullable(node.type) }) };
  return visit(supergraph, { FieldDefinition: fields, InputObjectTypeDefinition: () => false });
}

function nullable(type: TypeNode): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
}
