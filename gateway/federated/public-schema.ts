import { buildASTSchema, GraphQLScalarType, isScalarType, parse, type GraphQLSchema } from "graphql";
import { rebuild } from "../../kernel/execution/rebuild";

/** The public schema with the codecs of its scalars, so that what a subgraph would refuse is refused before anything is sent. */
export function publicSchemaWith(apiSdl: string, scalars: readonly GraphQLScalarType[]): GraphQLSchema {
  const codecs = new Map(scalars.map((scalar) => [scalar.name, scalar.toConfig()]));
  return rebuild(buildASTSchema(parse(apiSdl), { assumeValidSDL: true }), {
    leaf(type) {
      if (!isScalarType(type)) return type;
      const codec = codecs.get(type.name);
      if (!codec) throw new Error(`nobody here can read the scalar ${type.name}: add it to kernel/scalars`);
      const { serialize, parseValue, parseLiteral } = codec;
      return new GraphQLScalarType({ ...type.toConfig(), serialize, parseValue, parseLiteral });
    },
  });
}
