import { getNamedType, isInputObjectType, isObjectType, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { VisitedObject } from "./walk";

type Field = GraphQLField<unknown, unknown>;

/** Which fields, arguments and input fields of the public schema the operations have visited, by coordinate: `Query.site(id:)`, `SiteFilterInput.level`. */
export class Coverage {
  private readonly unvisited: Set<string>;
  private readonly complete = new Set<Field>();
  private readonly reached = new Map<string, { readonly sum: number; readonly count: number }>();

  constructor(schema: GraphQLSchema) {
    this.unvisited = new Set(Object.values(schema.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith("__")) return [];
      if (isObjectType(type)) return Object.values(type.getFields()).flatMap((field) => [`${type.name}.${field.name}`, ...field.args.map(({ name }) => argumentCoordinate(type.name, field.name, name))]);
      return isInputObjectType(type) ? inputCoordinates(type) : [];
    }));
  }

  visitField(typename: string, field: string): void {
    this.unvisited.delete(`${typename}.${field}`);
  }

  visitArgument(typename: string, field: string, argument: string): void {
    this.unvisited.delete(argumentCoordinate(typename, field, argument));
  }

  isUnvisited(typename: string, field: string): boolean {
    return this.unvisited.has(`${typename}.${field}`);
  }

  /** What no operation has visited yet. */
  missing(): string[] {
    return [...this.unvisited];
  }

  /** Whether a field, its arguments or what it answers short of the next noun hold something that was never visited. */
  isIncomplete(type: GraphQLObjectType, field: Field): boolean {
    if (this.complete.has(field)) return false;
    const incomplete = this.isUnvisitedBelow(type, field, []);
    // What was visited once stays so.
    if (!incomplete) this.complete.add(field);
    return incomplete;
  }

  isArgumentIncomplete(typename: string, field: string, { name, type }: GraphQLArgument): boolean {
    return [argumentCoordinate(typename, field, name), ...inputCoordinates(type)].some((coordinate) => this.unvisited.has(coordinate));
  }

  private isUnvisitedBelow({ name: typename }: GraphQLObjectType, field: Field, above: readonly GraphQLObjectType[]): boolean {
    if (this.isUnvisited(typename, field.name) || field.args.some((argument) => this.isArgumentIncomplete(typename, field.name, argument))) return true;
    const answer = getNamedType(field.type);
    if (!isObjectType(answer) || answer.getInterfaces().length > 0 || above.includes(answer)) return false;
    return Object.values(answer.getFields()).some((below) => this.isUnvisitedBelow(answer, below, [...above, answer]));
  }

  /** Remembers how deep the answers went below each field. */
  learn(objects: readonly VisitedObject[]): void {
    for (const { typename, reached } of objects) {
      for (const [field, levels] of reached) {
        const { sum, count } = this.reached.get(`${typename}.${field}`) ?? { sum: 0, count: 0 };
        this.reached.set(`${typename}.${field}`, { sum: sum + levels, count: count + 1 });
      }
    }
  }

  /** How many levels a field may be expected to lead on to; hopeful about what was not seen yet. */
  promiseOf(typename: string, field: string): number {
    const { sum, count } = this.reached.get(`${typename}.${field}`) ?? { sum: 0, count: 0 };
    return (sum + 4) / (count + 2);
  }
}

function argumentCoordinate(typename: string, field: string, argument: string): string {
  return `${typename}.${field}(${argument}:)`;
}

function inputCoordinates(type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  return isInputObjectType(named) ? Object.keys(named.getFields()).map((field) => `${named.name}.${field}`) : [];
}
