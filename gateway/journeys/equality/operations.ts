import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import type { Coverage } from "./coverage";
import type { Random } from "./random";
import { valueFor, type Pools } from "./values";

export interface RandomOperation {
  readonly kind: "query" | "mutation";
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Draft {
  readonly random: Random;
  readonly pools: Pools;
  readonly variables: Map<string, { readonly type: string; readonly value: unknown }>;
  readonly fragments: string[];
  /** Fields that may still be written: keeps an operation within what the edge allows. */
  remaining: number;
}

const deepest = 9;

/** Operations that the public schema allows: every argument and field in time, deep rather than wide. */
export class OperationSource {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly coverage: Coverage,
    private readonly random: Random,
    private readonly pools: () => Pools,
  ) {}

  next(kind: "query" | "mutation"): RandomOperation {
    const root = (kind === "query" ? this.schema.getQueryType() : this.schema.getMutationType())!;
    const draft: Draft = { random: this.random, pools: this.pools(), variables: new Map(), fragments: [], remaining: 45 };
    const count = kind === "query" ? 1 + this.random.below(2) : 1 + this.random.below(3);
    const fields = Array.from({ length: count }, () => this.rarest(root, Object.values(root.getFields())));
    const selections = fields.map((field, index) => `r${index}: ${this.field(draft, root, field, 1)}`);
    const declared = [...draft.variables].map(([name, { type }]) => `$${name}: ${type}`).join(", ");
    return {
      kind,
      document: [`${kind} Random${declared ? `(${declared})` : ""} { ${selections.join(" ")} }`, ...draft.fragments].join("\n"),
      variables: Object.fromEntries([...draft.variables].map(([name, { value }]) => [name, value])),
    };
  }

  /** Mostly a field that leads to something unvisited, otherwise any. */
  private rarest<Field extends GraphQLField<unknown, unknown>>(type: GraphQLObjectType, fields: readonly Field[]): Field {
    if (this.random.chance(0.4)) return this.random.pick(fields);
    const visits = (field: Field) => Math.min(this.coverage.visitsOf(type.name, field.name), ...field.args.map((argument) => this.coverage.argumentVisitsOf(type.name, field.name, argument.name)));
    const least = Math.min(...fields.map(visits));
    return this.random.pick(fields.filter((field) => visits(field) === least));
  }

  private field(draft: Draft, parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string {
    this.coverage.visitField(parent.name, field.name);
    draft.remaining--;
    const answer = getNamedType(field.type);
    const chosen = this.chooseArguments(parent, field).map((argument) => {
      this.coverage.visitArgument(parent.name, field.name, argument.name);
      return `${argument.name}: ${this.argument(draft, argument, ownerOf(answer.name))}`;
    });
    const call = `${field.name}${chosen.length > 0 ? `(${chosen.join(", ")})` : ""}`;
    return isCompositeType(answer) ? `${call} ${this.selectionOn(draft, answer.name, depth)}` : call;
  }

  /** Required ones always, others by chance; never both ends of a page unless by rare mistake. */
  private chooseArguments(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): GraphQLArgument[] {
    const backward = this.random.chance(0.25);
    return field.args.filter((argument) => {
      if (isNonNullType(argument.type)) return true;
      if (["first", "after"].includes(argument.name) && backward && this.random.chance(0.97)) return false;
      if (["last", "before"].includes(argument.name) && !backward && this.random.chance(0.97)) return false;
      if (["after", "before"].includes(argument.name)) return this.random.chance(0.15);
      const unvisited = this.coverage.argumentVisitsOf(parent.name, field.name, argument.name) === 0;
      return this.random.chance(unvisited || ["id", "code", "first", "last"].includes(argument.name) ? 0.75 : 0.2);
    });
  }

  private argument(draft: Draft, argument: GraphQLArgument, owner: string): string {
    const name = `v${draft.variables.size}`;
    draft.variables.set(name, { type: String(argument.type), value: valueFor(this.random, draft.pools, argument, owner) });
    return `$${name}`;
  }

  private selectionOn(draft: Draft, typename: string, depth: number): string {
    const type = this.schema.getType(typename)!;
    if (isAbstractType(type)) {
      const branches = this.random.shuffled(this.schema.getPossibleTypes(type)).slice(0, 3);
      return `{ __typename ${branches.map((branch) => `... on ${branch.name} ${this.selectionOn(draft, branch.name, depth + 1)}`).join(" ")} }`;
    }
    if (!isObjectType(type)) throw new Error(`${typename} has no fields`);
    const selected = this.chooseFields(draft, type, depth).map((field, index) => this.selected(draft, type, field, index, depth));
    const selection = `{ ${(selected.length > 0 ? selected : ["__typename"]).join(" ")} }`;
    if (!this.random.chance(0.08)) return selection;
    const fragment = `F${draft.fragments.length}`;
    draft.fragments.push(`fragment ${fragment} on ${typename} ${selection}`);
    return `{ ...${fragment} }`;
  }

  private chooseFields(draft: Draft, type: GraphQLObjectType, depth: number): GraphQLField<unknown, unknown>[] {
    const fields = Object.values(type.getFields());
    const leaves = this.random.shuffled(fields.filter((field) => isLeafType(getNamedType(field.type)))).slice(0, 1 + this.random.below(3));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    if (branches.length === 0 || depth >= deepest || draft.remaining <= 0) return leaves;
    // A connection is nothing without its items; other types lead on by one branch, sometimes two.
    const items = branches.filter((field) => field.name === "nodes" || field.name === "edges");
    const pool = items.length > 0 && this.random.chance(0.85) ? items : branches;
    const chosen = new Set([this.rarest(type, pool)]);
    if (this.random.chance(0.25)) chosen.add(this.rarest(type, branches));
    return [...leaves, ...chosen];
  }

  private selected(draft: Draft, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, index: number, depth: number): string {
    const text = this.field(draft, type, field, depth + (isWrapper(type, field) ? 0 : 1));
    const directive = this.random.chance(0.03) ? ` @${this.random.pick(["include", "skip"])}(if: ${String(this.random.chance(0.7))})` : "";
    // An alias keeps two selections of one field with different arguments apart.
    const aliased = field.args.length > 0 || this.random.chance(0.1) ? `a${index}_${draft.remaining + 100}: ${text}` : text;
    return directive ? withDirective(aliased, directive) : aliased;
  }
}

function withDirective(selection: string, directive: string): string {
  const brace = selection.indexOf(" {");
  return brace < 0 ? `${selection}${directive}` : `${selection.slice(0, brace)}${directive}${selection.slice(brace)}`;
}

/** A connection and its edges are steps of one level. */
function isWrapper(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  return (type.name.endsWith("Connection") && isListType(getNullableType(field.type))) || type.name.endsWith("Edge");
}

function ownerOf(typename: string): string {
  return typename.replace(/(Connection|Payload|Edge)$/, "");
}
