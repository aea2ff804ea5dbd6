import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { parseDay, parseInstant } from "../time/time";
import { hundredthsFromText, textFromHundredths } from "./amounts";

/** A scalar that crosses the wire as a string. `read` answers null for a text that is no such value. */
function textScalar<Value>(name: string, description: string, read: (text: string) => Value | null, write: (value: any) => string | null, specifiedByURL?: string): GraphQLScalarType<Value, string> {
  const parse = (value: unknown, node?: ValueNode): Value => {
    const parsed = typeof value === "string" ? read(value) : null;
    if (parsed === null) throw new GraphQLError(`${name} cannot represent this value`, { nodes: node });
    return parsed;
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    specifiedByURL,
    serialize(value) {
      const text = write(value);
      if (text === null) throw new TypeError(`${name} cannot represent what was stored`);
      return text;
    },
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

const asIs = (value: unknown) => (typeof value === "string" ? value : null);
const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : null);

export const DateTimeScalar = textScalar(
  "DateTime",
  "A moment in UTC with microseconds, such as 2026-11-22T01:02:03.123456Z. Any RFC 3339 offset is accepted.",
  parseInstant,
  asIs,
  "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
);

export const DateScalar = textScalar("Date", "A business day of Asia/Shanghai, such as 2026-11-22.", parseDay, asIs, "https://www.rfc-editor.org/rfc/rfc3339#section-5.6");

export const MonthScalar = textScalar("Month", "A calendar month of Asia/Shanghai, such as 2026-11.", matching(/^\d{4}-(0[1-9]|1[0-2])$/), asIs);

export const RegionCodeScalar = textScalar(
  "RegionCode",
  "区划代码: a code of GB/T 2260 and its extension to townships and villages, of 2, 4, 6, 9 or 12 digits, such as 231081.",
  matching(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/),
  asIs,
);

const hundredths = (value: unknown) => (typeof value === "number" && Number.isSafeInteger(value) ? textFromHundredths(value) : null);

export const PointsScalar = textScalar("Points", "积分: an exact decimal with two places as a string, such as \"7.79\".", hundredthsFromText, hundredths);

export const MoneyScalar = textScalar("Money", "An exact amount in yuan (CNY) with two places as a string, such as \"110.70\".", hundredthsFromText, hundredths);

const exact = (value: unknown): number => {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new GraphQLError("SafeInt cannot represent this value");
  return value;
};

export const SafeIntScalar = new GraphQLScalarType<number, number>({
  name: "SafeInt",
  description: "A whole number that may pass 2^31, exact up to 2^53 - 1, as a JSON number.",
  serialize: exact,
  parseValue: exact,
  parseLiteral: (node) => exact(node.kind === Kind.INT ? Number(node.value) : undefined),
});

/** Every scalar that the public schema may use. */
export const publicScalars: readonly GraphQLScalarType[] = [DateTimeScalar, DateScalar, MonthScalar, RegionCodeScalar, PointsScalar, MoneyScalar, SafeIntScalar] as readonly GraphQLScalarType[];
