import { isObjectType, type GraphQLField, type GraphQLSchema } from "graphql";

/** Which fields and arguments of the public schema the operations have visited; the rarest are chosen first. */
export class Coverage {
  private readonly visits = new Map<string, number>();

  constructor(private readonly schema: GraphQLSchema) {}

  visitField(typename: string, field: string): void {
    this.count(`${typename}.${field}`);
  }

  visitArgument(typename: string, field: string, argument: string): void {
    this.count(`${typename}.${field}(${argument}:)`);
  }

  visitsOf(typename: string, field: string): number {
    return this.visits.get(`${typename}.${field}`) ?? 0;
  }

  argumentVisitsOf(typename: string, field: string, argument: string): number {
    return this.visits.get(`${typename}.${field}(${argument}:)`) ?? 0;
  }

  /** Whether something below this field was never visited. */
  isStale(typename: string, field: GraphQLField<unknown, unknown>): boolean {
    return this.visitsOf(typename, field.name) === 0 || field.args.some((argument) => this.argumentVisitsOf(typename, field.name, argument.name) === 0);
  }

  /** What no operation has visited yet. */
  missing(): string[] {
    return coordinatesOf(this.schema).filter((coordinate) => !this.visits.has(coordinate));
  }

  private count(coordinate: string): void {
    this.visits.set(coordinate, (this.visits.get(coordinate) ?? 0) + 1);
  }
}

function coordinatesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith("__"))
    .flatMap((type) =>
      Object.values((type as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields()).flatMap((field) => [
        `${type.name}.${field.name}`,
        ...field.args.map((argument) => `${type.name}.${field.name}(${argument.name}:)`),
      ]),
    );
}
