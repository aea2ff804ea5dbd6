import { isInputObjectType, isObjectType, type GraphQLField, type GraphQLSchema } from "graphql";
import type { VisitedObject } from "./walk";

/** Which fields, arguments and input fields of the public schema the operations have visited, by coordinate: `Query.site(id:)`, `SiteFilterInput.level`. */
export class Coverage {
  private readonly visits = new Map<string, number>();
  private readonly reached = new Map<string, { readonly sum: number; readonly count: number }>();

  constructor(private readonly schema: GraphQLSchema) {}

  visit(coordinate: string): void {
    this.visits.set(coordinate, this.visitsOf(coordinate) + 1);
  }

  visitsOf(coordinate: string): number {
    return this.visits.get(coordinate) ?? 0;
  }

  /** How often the rarest of a field and its arguments was visited. */
  rarityOf(typename: string, field: GraphQLField<unknown, unknown>): number {
    return Math.min(...coordinatesOf(typename, field).map((coordinate) => this.visitsOf(coordinate)));
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

  /** What no operation has visited yet. */
  missing(): string[] {
    return allCoordinates(this.schema).filter((coordinate) => !this.visits.has(coordinate));
  }
}

export function argumentCoordinate(typename: string, field: string, argument: string): string {
  return `${typename}.${field}(${argument}:)`;
}

function coordinatesOf(typename: string, { name, args }: GraphQLField<unknown, unknown>): string[] {
  return [`${typename}.${name}`, ...args.map((argument) => argumentCoordinate(typename, name, argument.name))];
}

function allCoordinates(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__")) return [];
    if (isObjectType(type)) return Object.values(type.getFields()).flatMap((field) => coordinatesOf(type.name, field));
    return isInputObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [];
  });
}
