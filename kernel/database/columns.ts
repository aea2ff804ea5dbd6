import { Column, type ColumnOptions } from "typeorm";
import { booleanCodec, bytesCodec, dayCodec, instantCodec, integerCodec, jsonCodec, textCodec, transformerOf, type Codec } from "./codecs";

export { columnTypes, type ColumnTypes } from "./column-types";

export interface ColumnSettings {
  readonly nullable?: boolean;
  /** Part of the primary key; a property named `id` is one without saying so. */
  readonly primary?: boolean;
  /** Name in the database; the property's in snake_case when not given. */
  readonly name?: string;
}

/**
 * The column types of entities. The types that TypeORM hears are those it does not convert: the codec does, alike on both
 * engines, and the migration declares the real type (types.instant and so on).
 */
export const IdColumn = (settings?: ColumnSettings) => define({ type: "varchar", length: 40 }, textCodec, settings);
export const InstantColumn = (settings?: ColumnSettings) => define({ type: "varchar", length: 27 }, instantCodec, settings);
export const DayColumn = (settings?: ColumnSettings) => define({ type: "varchar", length: 10 }, dayCodec, settings);
export const IntegerColumn = (settings?: ColumnSettings) => define({ type: "bigint" }, integerCodec, settings);
export const TextColumn = (length: number, settings?: ColumnSettings) => define({ type: "varchar", length }, textCodec, settings);
export const BooleanColumn = (settings?: ColumnSettings) => define({ type: "tinyint" }, booleanCodec, settings);
export const JsonColumn = (settings?: ColumnSettings) => define({ type: "text" }, jsonCodec, settings);
export const BytesColumn = (settings?: ColumnSettings) => define({ type: "blob" }, bytesCodec, settings);

/** siteId is site_id in the database. */
export function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function define(type: ColumnOptions, codec: Codec, settings: ColumnSettings = {}): PropertyDecorator {
  return (target, property) => {
    const { nullable = false, primary = property === "id", name = columnName(String(property)) } = settings;
    const options: ColumnOptions = { ...type, name, primary, nullable, transformer: transformerOf(codec) };
    Column(options)(target, property);
  };
}
