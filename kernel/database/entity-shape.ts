import { getMetadataArgsStorage, type ValueTransformer } from "typeorm";
import { columnName } from "./columns";

export type EntityClass<T extends object = object> = abstract new (...args: any[]) => T;

/** An entity as plain data: its columns, and the name by which the graph knows it. */
export type Row<T> = T & { readonly __typename: string };

export interface ShapeColumn {
  readonly property: string;
  readonly column: string;
  readonly transformer: ValueTransformer;
}

export interface EntityShape {
  readonly table: string;
  readonly typename: string;
  readonly columns: readonly ShapeColumn[];
}

const shapes = new WeakMap<Function, EntityShape>();

/** Read from the decorators, so it needs no open database. */
export function shapeOf(entity: EntityClass<any>): EntityShape {
  let shape = shapes.get(entity);
  if (!shape) shapes.set(entity, (shape = readShape(entity)));
  return shape;
}

function readShape(entity: EntityClass<any>): EntityShape {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity);
  if (!table) throw new Error(`${entity.name} is no entity: it lacks @Entity().`);
  const columns = storage.filterColumns(ancestry(entity)).map(({ propertyName, options }): ShapeColumn => {
    if (!options.transformer || Array.isArray(options.transformer)) throw new Error(`${entity.name}.${propertyName} needs one of the kernel's column decorators.`);
    return { property: propertyName, column: options.name ?? columnName(propertyName), transformer: options.transformer };
  });
  return { table: table.name ?? columnName(entity.name).slice(1), typename: entity.name, columns };
}

function ancestry(entity: Function): Function[] {
  const tree: Function[] = [];
  for (let current: unknown = entity; typeof current === "function" && current !== Function.prototype; current = Object.getPrototypeOf(current)) tree.push(current);
  return tree;
}
