import {
  getNamedType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isListType, isNonNullType, isObjectType, isScalarType, isSpecifiedScalarType,
  type GraphQLField, type GraphQLInterfaceType, type GraphQLObjectType, type GraphQLSchema,
} from "graphql";
import type { Check } from "./check";
import { publicSchema } from "./published";

const chinese = /\p{Script=Han}/u;
const empty = new Set("a an the of this that its it is are in on at to for by with and or as be which who whose id ids".split(" "));
const units = /(minutes|hours|seconds|days|cents|fen|yuan|points|count|total|people|times|amount|balance|coefficient|level|tier)$/i;

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !empty.has(word))
    .map((word) => word.replace(/(?<=..)s$/, ""));
}

/** What is wrong with a description; null when a reader learns something from it. */
export function descriptionFault(coordinate: string, description: string | null | undefined): string | null {
  const text = description?.trim() ?? "";
  if (text === "") return "has no description";
  if (!/[.!?。！？)）]$/.test(text)) return `is described by no sentence: "${text}"`;
  const known = new Set(wordsOf(coordinate));
  if (!chinese.test(text) && wordsOf(text).every((word) => known.has(word))) return `only repeats its name: "${text}"`;
  return null;
}

function meansSomethingByNull(field: GraphQLField<unknown, unknown>): boolean {
  return !isNonNullType(field.type);
}

function hasCustomScalar(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isScalarType(type) && !isSpecifiedScalarType(type) && !isListType(field.type);
}

function needsDescription(parent: GraphQLObjectType | GraphQLInterfaceType, field: GraphQLField<unknown, unknown>): boolean {
  if (["Query", "Mutation", "Subscription"].includes(parent.name)) return true;
  return meansSomethingByNull(field) || field.args.length > 0 || units.test(field.name) || hasCustomScalar(field);
}

function* faultsOfFields(type: GraphQLObjectType | GraphQLInterfaceType): Iterable<string> {
  for (const field of Object.values(type.getFields())) {
    const coordinate = `${type.name}.${field.name}`;
    const fault = needsDescription(type, field) || field.description ? descriptionFault(coordinate, field.description) : null;
    if (fault) yield `${coordinate} ${fault}`;
    for (const argument of field.args) {
      const argumentFault = descriptionFault(`${coordinate}.${argument.name}`, argument.description);
      if (argumentFault) yield `${coordinate}(${argument.name}:) ${argumentFault}`;
    }
  }
}

export function* descriptionFaults(schema: GraphQLSchema): Iterable<string> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type as GraphQLObjectType);
    const fault = isRoot ? null : descriptionFault(type.name, type.description);
    if (fault) yield `${type.name} ${fault}`;
    if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Node") && !chinese.test(type.description ?? "")) yield `${type.name} does not name its Chinese term`;
    if (isObjectType(type) || isInterfaceType(type)) yield* faultsOfFields(type);
    if (isEnumType(type) || isInputObjectType(type)) {
      for (const member of isEnumType(type) ? type.getValues() : Object.values(type.getFields())) {
        const memberFault = descriptionFault(`${type.name}.${member.name}`, member.description);
        if (memberFault) yield `${type.name}.${member.name} ${memberFault}`;
      }
    }
  }
}

export const descriptions: Check = {
  name: "descriptions",
  mend: "write the sentence where the type is declared, then `npm run schema`",
  find: async () => [...descriptionFaults(publicSchema())],
};
