import { buildASTSchema, GraphQLEnumType, GraphQLScalarType, isEnumType, isLeafType, isScalarType, parse, type GraphQLLeafType, type GraphQLSchema } from "graphql";
import { rebuild } from "../../kernel/execution/rebuild";
import type { Part } from "./ownership";

/** The public schema, with the enum values and scalar codecs of the subgraphs; where two of them disagree, nothing starts. */
export function buildPublicSchema(apiSdl: string, parts: readonly Part[]): GraphQLSchema {
  const described = buildASTSchema(parse(apiSdl), { assumeValidSDL: true });
  return rebuild(described, {
    leaf(type) {
      const definitions = parts.flatMap((part) => {
        const own = part.schema.getType(type.name);
        return isLeafType(own) ? [{ part, own }] : [];
      });
      const [first, ...others] = definitions;
      if (!first) throw new Error(`no subgraph defines ${type.name}: run npm run schema`);
      for (const other of others) {
        if (!agree(first.own, other.own)) throw new Error(`${first.part.name} and ${other.part.name} disagree about ${type.name}: let both use the same definition`);
      }
      return isScalarType(type) ? scalarLike(type, first.own as GraphQLScalarType) : enumLike(type, first.own as GraphQLEnumType);
    },
  });
}

function agree(left: GraphQLLeafType, right: GraphQLLeafType): boolean {
  if (isScalarType(left) && isScalarType(right)) {
    return left.serialize === right.serialize && left.parseValue === right.parseValue && left.parseLiteral === right.parseLiteral;
  }
  if (!isEnumType(left) || !isEnumType(right)) return false;
  const names = left.getValues().map(({ name }) => name);
  return right.getValues().length === names.length && names.every((name) => Object.is(left.getValue(name)?.value, right.getValue(name)?.value) && right.getValue(name) !== null);
}

function scalarLike(described: GraphQLScalarType, own: GraphQLScalarType): GraphQLScalarType {
  const { serialize, parseValue, parseLiteral } = own.toConfig();
  return new GraphQLScalarType({ ...described.toConfig(), serialize, parseValue, parseLiteral });
}

function enumLike(described: GraphQLEnumType, own: GraphQLEnumType): GraphQLEnumType {
  const config = described.toConfig();
  for (const [name, value] of Object.entries(config.values)) value.value = own.getValue(name)?.value as unknown;
  return new GraphQLEnumType(config);
}
