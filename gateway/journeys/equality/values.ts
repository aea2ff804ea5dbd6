import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLArgument, type GraphQLInputField, type GraphQLInputType } from "graphql";
import type { Random } from "./random";

/** What stands in the world, for arguments that name something: ids by the type that they belong to, and natural codes. */
export interface Pools {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly codes: readonly string[];
  readonly cursors: readonly string[];
}

const junk = ["", "junk", "site_01jd9x6f3c8m2v5k7n9p1r3t5w", "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", "1abc", "%", "绥芬河", "\u0000"];
const texts = ["文艺", "绥芬", "站", "环境整治", "王", "a", ""];

/** A value for an argument or input field: mostly one that means something, sometimes one that does not. */
export function valueFor(random: Random, pools: Pools, input: GraphQLArgument | GraphQLInputField, owner: string): unknown {
  return valueOf(random, pools, input.type, input.name, owner);
}

function valueOf(random: Random, pools: Pools, type: GraphQLInputType, name: string, owner: string): unknown {
  if (!isNonNullType(type) && random.chance(0.05)) return null;
  const bare = getNullableType(type);
  if (isListType(bare)) return Array.from({ length: 1 + random.below(3) }, () => valueOf(random, pools, bare.ofType, name, owner));
  if (isEnumType(bare)) return random.pick(bare.getValues()).name;
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type) || random.chance(0.4));
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(random, pools, field.type, field.name, owner)]));
  }
  return leafOf(random, pools, bare.name, name, owner);
}

function leafOf(random: Random, pools: Pools, scalar: string, name: string, owner: string): unknown {
  switch (scalar) {
    case "ID":
      return random.chance(0.9) ? idNamed(random, pools, name, owner) : random.pick(junk);
    case "Int":
      return random.chance(0.93) ? 1 + random.below(name === "wait" ? 5 : 8) : random.pick([0, -1, 101, 2_000_000_000]);
    case "Boolean":
      return random.chance(0.5);
    case "RegionCode":
      return random.pick(pools.codes);
    case "DateTime":
      return random.pick(["2026-01-01T00:00:00Z", "2026-03-02T08:00:00+08:00", "2027-01-01T00:00:00.123456Z"]);
    case "Date":
      return random.pick(["2019-12-31", "2020-01-01", "2026-03-02", "2026-12-31"]);
    case "Month":
      return random.pick(["2026-01", "2026-03"]);
    case "Points":
    case "Money":
      return random.pick(["0", "7.79", "30.00", "100.5", "-1"]);
    case "String":
      if (name === "after" || name === "before") return random.chance(0.8) && pools.cursors.length > 0 ? random.pick(pools.cursors) : random.pick(junk);
      return random.chance(0.85) ? random.pick(texts) : random.pick(junk);
    default:
      return random.pick(texts);
  }
}

/** `siteId` names a site; `id` names what the field answers; `ids` and `node` name anything. */
function idNamed(random: Random, pools: Pools, name: string, owner: string): string {
  const wanted = name.replace(/Ids?$/, "").toLowerCase();
  const byName = Object.keys(pools.ids).filter((typename) => typename.toLowerCase().endsWith(wanted));
  const aliases: Record<string, string> = { parent: owner, host: "PracticeSite", hostsite: "PracticeSite", holder: "Volunteer" };
  const typename = name === "id" || name === "ids" ? owner : (byName[0] ?? aliases[wanted] ?? owner);
  const pool = pools.ids[typename] ?? Object.values(pools.ids).flat();
  return random.pick(pool.length > 0 ? pool : junk);
}
