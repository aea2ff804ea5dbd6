import { getNamedType, getNullableType, isAbstractType, isLeafType, isListType, isNonNullType, isObjectType, type GraphQLAbstractType, type GraphQLArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { Coverage } from "./coverage";
import type { Draft } from "./draft";
import type { Random } from "./random";
import type { ValueSource } from "./values";

type Field = GraphQLField<unknown, unknown>;

const deepest = 9;
const directives = ["include", "skip"] as const;

/** Selections of everything that a type offers, the rarest first. */
export class SelectionSource {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly coverage: Coverage,
    private readonly random: Random,
    private readonly values: ValueSource,
  ) {}

  /** Every other time one with something unvisited while there is any, else rather one that has led on before. */
  choose(type: GraphQLObjectType, fields: readonly Field[]): Field {
    const incomplete = fields.filter((field) => this.coverage.isIncomplete(type, field));
    if (incomplete.length > 0 && this.random.chance(0.5)) return this.random.pick(incomplete);
    return this.random.weighted(fields, ({ name }) => this.coverage.promiseOf(type.name, name) ** 2.5 + 0.1);
  }

  /** `directive` stands between the arguments and the selection. */
  field(draft: Draft, parent: GraphQLObjectType, field: Field, depth: number, directive = ""): string {
    this.coverage.visitField(parent.name, field.name);
    draft.remaining--;
    const answer = getNamedType(field.type);
    const place = { owner: this.nounOf(answer.name), page: answer.name };
    const values = this.chooseArguments(parent, field).map((argument) => {
      this.coverage.visitArgument(parent.name, field.name, argument.name);
      return { argument, value: this.values.value(argument.type, { ...place, name: argument.name }) };
    });
    const given = values.map(({ argument, value }) => `${argument.name}: ${draft.argument(argument, value)}`);
    const call = `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${directive}`;
    if (isAbstractType(answer)) return `${call} ${this.branches(draft, this.typesMeant(answer, values.map(({ value }) => value)), depth)}`;
    return isObjectType(answer) ? `${call} ${this.selectionOn(draft, answer, depth)}` : call;
  }

  /** What the ids in the arguments name, and one more. */
  private typesMeant(abstract: GraphQLAbstractType, values: readonly unknown[]): readonly GraphQLObjectType[] {
    const named = new Set(values.flat().map((id) => this.values.typeOf(id)));
    const [meant, others] = [true, false].map((isNamed) => this.schema.getPossibleTypes(abstract).filter(({ name }) => named.has(name) === isNamed));
    return [...meant!, ...this.random.shuffled(others!).slice(0, 1)];
  }

  /** Required ones always, others by chance; never both ends of a page unless by rare mistake. */
  private chooseArguments(parent: GraphQLObjectType, field: Field): GraphQLArgument[] {
    const backward = this.random.chance(0.25);
    // Where one key is needed and several are offered, one is given.
    const keys = field.args.filter(({ name }) => ["id", "code", "volunteerNumber"].includes(name));
    const key = keys.length > 1 && this.random.chance(0.97) ? this.random.pick(keys) : null;
    return field.args.filter((argument) => {
      const { name } = argument;
      if (isNonNullType(argument.type)) return true;
      if (key && keys.includes(argument)) return argument === key;
      if (["first", "after"].includes(name) && backward && this.random.chance(0.97)) return false;
      if (["last", "before"].includes(name) && !backward && this.random.chance(0.97)) return false;
      const isUnvisited = this.coverage.isArgumentIncomplete(parent.name, field.name, argument);
      if (["after", "before"].includes(name)) return this.random.chance(isUnvisited ? 0.3 : 0.06);
      return this.random.chance(["first", "last"].includes(name) ? 0.95 : isUnvisited ? 0.6 : 0.12);
    });
  }

  private selectionOn(draft: Draft, type: GraphQLObjectType, depth: number): string {
    const selection = `{ ${this.selectedOn(draft, type, depth, false).join(" ")} }`;
    if (!this.random.chance(0.08)) return selection;
    const fragment = `F${draft.fragments.length}`;
    draft.fragments.push(`fragment ${fragment} on ${type.name} ${selection}`);
    return `{ ...${fragment} }`;
  }

  /** Under an abstract type fields of one name may be of several types, so each has an alias. */
  private branches(draft: Draft, types: readonly GraphQLObjectType[], depth: number): string {
    const branches = types.map((type) => `... on ${type.name} { ${this.selectedOn(draft, type, depth, true).join(" ")} }`);
    return `{ __typename ${this.random.chance(0.3) ? "id " : ""}${branches.join(" ")} }`;
  }

  private selectedOn(draft: Draft, type: GraphQLObjectType, depth: number, always: boolean): string[] {
    const selected = this.chooseFields(draft, type, depth).map((field) => this.selected(draft, type, field, depth, always));
    return selected.length > 0 ? selected : ["__typename"];
  }

  private chooseFields(draft: Draft, type: GraphQLObjectType, depth: number): Field[] {
    const fields = Object.values(type.getFields());
    const isUnvisited = ({ name }: Field) => this.coverage.isUnvisited(type.name, name);
    const leaves = this.random.shuffled(fields.filter((field) => isLeafType(getNamedType(field.type))));
    const wanted = new Set([...leaves.filter(isUnvisited), ...leaves].slice(0, 1 + this.random.below(3)));
    const plain = leaves.filter((field) => wanted.has(field) || (field.name === "id" && this.random.chance(0.4)));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    if (branches.length === 0 || depth >= deepest || draft.remaining <= 0) return plain;
    // A page is nothing without its items, a payload without what was made.
    const items = branches.filter(({ name }) => name === "nodes" || name === "edges" || (type.name.endsWith("Payload") && name !== "userErrors"));
    const isNew = branches.some(isUnvisited);
    const chosen = new Set([this.choose(type, items.length > 0 && this.random.chance(isNew ? 0.5 : 0.9) ? items : branches)]);
    if (this.random.chance(depth <= 3 ? 0.5 : 0.25)) chosen.add(this.choose(type, branches));
    for (const field of branches.filter(isUnvisited).slice(0, 1)) chosen.add(field);
    return [...plain, ...chosen];
  }

  private selected(draft: Draft, type: GraphQLObjectType, field: Field, depth: number, always: boolean): string {
    const directive = this.random.chance(0.02) ? ` @${this.random.pick(directives)}(if: ${draft.condition(this.random.chance(0.5))})` : "";
    const alias = always || field.args.length > 0 || this.random.chance(0.1) ? `${draft.alias()}: ` : "";
    return `${alias}${this.field(draft, type, field, depth + (isStep(type, field) ? 0 : 1), directive)}`;
  }

  /** What a page or a payload is about; any other type is about itself. */
  private nounOf(typename: string): string {
    const type = this.schema.getType(typename);
    if (!isObjectType(type) || !/(Payload|Connection)$/.test(typename)) return typename;
    const about = Object.values(type.getFields()).find(({ name }) => !["userErrors", "edges", "pageInfo", "totalCount"].includes(name));
    return about ? getNamedType(about.type).name : typename;
  }
}

/** A connection, its edges and their nodes are steps of one level. */
function isStep(type: GraphQLObjectType, field: Field): boolean {
  return (type.name.endsWith("Connection") && isListType(getNullableType(field.type))) || type.name.endsWith("Edge");
}
