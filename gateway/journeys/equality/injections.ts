import { isEnumType, isNonNullType, isObjectType, type GraphQLSchema } from "graphql";
import { columnName } from "../../../kernel/database/columns";
import { shapeOf, type EntityClass } from "../../../kernel/database/entity-shape";
import type { SubgraphDefinition, SubgraphName } from "../../../kernel/subgraph/definition";
import type { RawTables } from "../../../kernel/testing/raw-tables";
import type { Random } from "./random";

/** The databases of one twin, by subgraph. */
export type TwinTables = Readonly<Record<SubgraphName, RawTables>>;

/** One entity made missing, or failing whenever its level, status or kind is asked for; done to both twins alike and taken back. */
export interface Injection {
  readonly description: string;
  /** Answers how to take it back. */
  apply(tables: TwinTables): Promise<() => Promise<void>>;
}

interface Noun {
  readonly owner: SubgraphName;
  readonly typename: string;
  readonly table: string;
  /** Columns of an enum that is never null: a value outside it makes the field fail and takes the entity along. */
  readonly enums: readonly string[];
}

/** Finds out what can break from the definitions, so a new noun breaks too. */
export class InjectionSource {
  private readonly nouns: ReadonlyMap<string, Noun>;

  constructor(
    definitions: readonly SubgraphDefinition[],
    schema: GraphQLSchema,
    private readonly random: Random,
  ) {
    this.nouns = new Map(definitions.flatMap((definition) => nounsOf(definition, schema)).map((noun) => [noun.typename, noun]));
  }

  next(typename: string, id: string): Injection {
    const noun = this.nouns.get(typename)!;
    return noun.enums.length > 0 && this.random.chance(0.5) ? failing(noun, id, this.random.pick(noun.enums)) : missing(noun, id);
  }
}

function nounsOf({ name, entityTypes, entities }: SubgraphDefinition, schema: GraphQLSchema): Noun[] {
  return entities.flatMap((entity) => {
    const { table, typename, columns } = shapeOf(entity as EntityClass);
    const type = schema.getType(typename);
    if (!entityTypes[typename]?.owned || !isObjectType(type)) return [];
    const enums = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) && isEnumType(field.type.ofType) && columns.some(({ property }) => property === field.name));
    return [{ owner: name, typename, table, enums: enums.map((field) => columnName(field.name)) }];
  });
}

function missing({ owner, typename, table }: Noun, id: string): Injection {
  return {
    description: `${typename} ${id} is missing`,
    async apply({ [owner]: tables }) {
      const row = await tables.take(table, id);
      return async () => {
        if (row) await tables.put(table, row);
      };
    },
  };
}

function failing({ owner, typename, table }: Noun, id: string, column: string): Injection {
  return {
    description: `${typename} ${id} fails at ${column}`,
    async apply({ [owner]: tables }) {
      const before = await tables.swap(table, id, column, "BROKEN");
      return async () => {
        if (before !== undefined) await tables.swap(table, id, column, before);
      };
    },
  };
}
