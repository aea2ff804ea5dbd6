import {
  getNamedType,
  GraphQLScalarType,
  isEnumType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  BREAK,
  type ASTNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import "./jit-runtime";
import { relaxRoot } from "./relax";
import { coercedVariable, contains } from "./specialize";

export type CompiledQuery = (root: unknown, context: unknown, variables: Record<string, unknown>) => ExecutionResult | Promise<ExecutionResult>;

/**
 * The schema as the compiler gets it. Root fields are nullable, because it forgets all further errors once the whole answer is null; and there is
 * a scalar for variables that are coerced already, because its own coercion differs from graphql-js.
 */
export function compilableSchema(schema: GraphQLSchema): GraphQLSchema {
  const coordinates = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if ("getFields" in type) {
      for (const field of Object.values(type.getFields())) {
        // The compiler names a resolver by type and field without anything between them.
        if (coordinates.has(type.name + field.name)) throw new Error(`${type.name}.${field.name} reads like another field of the schema when written without the dot: rename it`);
        coordinates.add(type.name + field.name);
        for (const { name, defaultValue } of "args" in field ? field.args : [field]) {
          if (!isPlain(defaultValue)) throw new Error(`the default of ${type.name}.${name} must be plain JSON inside`);
        }
      }
    }
  }
  return relaxRoot(schema, [new GraphQLScalarType({ name: coercedVariable })]);
}

/** Null when the compiler declines the operation. */
export function compile(schema: GraphQLSchema, specialized: DocumentNode): CompiledQuery | null {
  const compiled = compileQuery(schema, specialized, undefined, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(compiled)) return null;
  const { query } = compiled;
  return query;
}

/** What the compiler gets wrong without a word is never given to it. */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  return !contains(document, hasAmbiguousName) && !hasUnsafeArguments(schema, document, operation);
}

/** It names what it knows of a field by its path, joined with underscores; it takes `__proto__` for a prototype. */
function hasAmbiguousName(node: ASTNode): boolean {
  return node.kind === Kind.FIELD && node.name.value !== "__typename" && !/^_?[^_]+$/.test((node.alias ?? node.name).value);
}

/**
 * It writes literals into its code as JSON, which loses what a scalar or an enum may be inside; and where a nullable variable meets an argument
 * that cannot be null it forgets the rest of a mutation.
 */
function hasUnsafeArguments(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const nullable = new Set(operation.variableDefinitions?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE).map(({ variable }) => variable.name.value));
  const types = new TypeInfo(schema);
  let unsafe = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      enter(node) {
        const type = types.getInputType();
        if (!type) return undefined;
        if (node.kind === Kind.VARIABLE) unsafe = isNonNullType(type) && nullable.has(node.name.value);
        else if (isLiteral(node)) unsafe = !isSafe(type, node);
        return unsafe ? BREAK : undefined;
      },
    }),
  );
  return unsafe;
}

function isLiteral(node: ASTNode): node is ValueNode {
  return node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.BOOLEAN || node.kind === Kind.ENUM || node.kind === Kind.OBJECT || node.kind === Kind.LIST;
}

function isSafe(type: GraphQLInputType, node: ValueNode): boolean {
  const named = getNamedType(type);
  // An object would be a copy, and what an enum stands for may be compared by identity.
  if (isEnumType(named) && node.kind === Kind.ENUM) return typeof named.getValue(node.value)?.value !== "object";
  return !isScalarType(named) || isSpecifiedScalarType(named) || isPlain(named.parseLiteral(node));
}

function isPlain(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isPlain);
}
