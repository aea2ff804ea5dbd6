import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLArgument, type GraphQLInputType } from "graphql";
import type { Random } from "./random";

interface Variable {
  readonly type: string;
  readonly fallback: string;
  /** Absent when the operation leaves it to its default. */
  readonly value?: unknown;
}

/** One operation while it is written: what its selections have asked to stand beside them. */
export class Draft {
  readonly fragments: string[] = [];
  /** Fields that may still be written below the present root field. */
  remaining = 0;
  private readonly variables: Variable[] = [];
  private aliases = 0;

  constructor(private readonly random: Random) {}

  /** An argument's value as it stands in the document: mostly a variable, sometimes a literal. */
  argument({ type }: GraphQLArgument, value: unknown): string {
    if (this.random.chance(0.3)) return literalOf(type, value);
    const omitted = !isNonNullType(type) && value !== null && this.random.chance(0.1);
    if (omitted) return this.declare({ type: String(type), fallback: ` = ${literalOf(type, value)}` });
    return this.declare({ type: String(type), fallback: "", value });
  }

  /** A condition for @skip or @include. */
  condition(value: boolean): string {
    return this.random.chance(0.5) ? String(value) : this.declare({ type: "Boolean!", fallback: "", value });
  }

  /** A name for a selection, unlike any other's. Without underscores, so that the compiler takes the operation. */
  alias(): string {
    return `a${++this.aliases}`;
  }

  declarations(): string {
    return this.variables.length > 0 ? `(${this.variables.map(({ type, fallback }, index) => `$v${index}: ${type}${fallback}`).join(", ")})` : "";
  }

  values(): Record<string, unknown> {
    return Object.fromEntries(this.variables.flatMap((variable, index) => ("value" in variable ? [[`v${index}`, variable.value]] : [])));
  }

  private declare(variable: Variable): string {
    this.variables.push(variable);
    return `$v${this.variables.length - 1}`;
  }
}

export function literalOf(type: GraphQLInputType, value: unknown): string {
  if (value === null) return "null";
  const bare = getNullableType(type);
  if (isListType(bare)) return Array.isArray(value) ? `[${value.map((item) => literalOf(bare.ofType, item)).join(", ")}]` : literalOf(bare.ofType, value);
  if (isInputObjectType(bare)) {
    const fields = bare.getFields();
    return `{ ${Object.entries(value as object).map(([name, field]) => `${name}: ${literalOf(fields[name]!.type, field)}`).join(", ")} }`;
  }
  return isEnumType(getNamedType(bare)) ? (value as string) : JSON.stringify(value);
}
