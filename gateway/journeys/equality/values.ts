import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from "graphql";
import type { Coverage } from "./coverage";
import type { Pools } from "./pools";
import type { Random } from "./random";

/** Where a value stands: its own name, the type whose ids a bare `id` or `parentId` means, and the page whose cursors lead on. */
export interface Place {
  readonly name: string;
  readonly owner: string;
  readonly page: string;
}

const junk = ["", "junk", "site_01jd9x6f3c8m2v5k7n9p1r3t5w", "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", "1abc", "%", "绥芬河", "\u0000"];
const texts = ["文艺", "绥芬", "站", "环境整治", "王", "a"];
/** Earlier ones for where something begins, later ones for where it ends. */
const moments = [
  ["2026-01-01T00:00:00Z", "2026-02-20T08:00:00+08:00", "2026-03-03T00:00:00Z"],
  ["2026-03-05T00:00:00Z", "2026-04-01T00:00:00.5Z", "2026-12-31T23:59:59.999999Z"],
] as const;
const aliases: Readonly<Record<string, string>> = { host: "PracticeSite", hostsite: "PracticeSite", holder: "Volunteer" };

/** Values for arguments: mostly ones that mean something in the world, sometimes ones that do not. */
export class ValueSource {
  /** Objects that one operation comes back to, so that what it changes meets what it reads. */
  private focus: Readonly<Record<string, readonly string[]>> = {};

  constructor(
    private readonly random: Random,
    private readonly coverage: Coverage,
    private readonly pools: () => Pools,
  ) {}

  refocus(): void {
    const { ids } = this.pools();
    this.focus = Object.fromEntries(Object.entries(ids).map(([typename, pool]) => [typename, this.random.shuffled(pool).slice(0, 2)]));
  }

  value(type: GraphQLInputType, place: Place): unknown {
    if (!isNonNullType(type) && this.random.chance(0.03)) return null;
    const bare = getNullableType(type);
    if (isListType(bare)) return this.list(bare.ofType, place);
    if (isEnumType(bare)) return this.random.pick(bare.getValues()).name;
    if (!isInputObjectType(bare)) return this.leaf(bare.name, place);
    const usual = bare.name.endsWith("FilterInput") ? 0.2 : 0.6;
    const fields = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type) || this.random.chance(this.coverage.isUnvisited(bare.name, field.name) ? 0.8 : usual));
    return Object.fromEntries(
      fields.map((field) => {
        this.coverage.visitField(bare.name, field.name);
        return [field.name, this.value(field.type, { ...place, name: field.name })];
      }),
    );
  }

  /** The type that an id of the world belongs to. */
  typeOf(id: unknown): string | undefined {
    return Object.entries(this.pools().ids).find(([, ids]) => ids.includes(id as string))?.[0];
  }

  private list(items: GraphQLInputType, place: Place): unknown {
    if (place.name === "siteIds" && this.random.chance(0.7)) return this.random.shuffled(this.random.pick(this.pools().siblings)).slice(0, 2);
    return Array.from({ length: 1 + this.random.below(3) }, () => this.value(items, place));
  }

  private leaf(scalar: string, place: Place): unknown {
    switch (scalar) {
      case "ID":
        return this.random.chance(0.94) ? this.id(place) : this.random.pick(junk);
      case "Int":
        return this.random.chance(0.985) ? 1 + this.random.below(this.random.chance(0.8) ? 3 : 8) : this.random.pick([0, -1, 101, 2_000_000_000]);
      case "Boolean":
        return this.random.chance(0.5);
      case "RegionCode":
        return this.random.chance(0.97) ? this.random.pick(this.pools().texts["code"]!) : this.random.pick(["99", "23108", ""]);
      case "DateTime":
        return this.random.chance(0.99) ? this.random.pick(moments[/^end|To$/.test(place.name) === this.random.chance(0.9) ? 1 : 0]) : "2026-02-30T00:00:00Z";
      case "Date":
        return this.random.pick(["2019-12-31", "2020-01-01", "2022-06-01", "2026-03-02", "2026-12-31"]);
      case "Month":
        return this.random.pick(["2026-01", "2026-03"]);
      case "Points":
      case "Money":
        return this.random.pick(["0", "7.79", "30.00", "100.5", "-1"]);
      default:
        return this.text(place);
    }
  }

  private text({ name, page }: Place): string {
    if (this.random.chance(0.08)) return this.random.pick(junk);
    const { cursors, texts: keys } = this.pools();
    if (name === "after" || name === "before") {
      const own = cursors[page] ?? [];
      const any = own.length > 0 && this.random.chance(0.9) ? own : Object.values(cursors).flat();
      return any.length > 0 ? this.random.pick(any) : "";
    }
    if (name === "types") return this.random.pick(Object.keys(this.pools().ids));
    if (keys[name]) return this.random.pick(keys[name]);
    // A name or a key that nobody has yet, as most are that mutations bring; a filter asks for what there is.
    return name === "nameContains" || this.random.chance(0.4) ? this.random.pick(texts) : `${this.random.pick(texts)}${this.random.below(10_000)}`;
  }

  /** `siteId` names a site, `id` and `parentId` what the field answers, `ids` anything. */
  private id({ name, owner }: Place): string {
    const wanted = name.replace(/Ids?$/, "").toLowerCase();
    const { ids } = this.pools();
    const named = Object.keys(ids).find((typename) => typename.toLowerCase().endsWith(wanted));
    const typename = ["id", "parent"].includes(wanted) ? owner : (named ?? aliases[wanted] ?? owner);
    const focused = this.focus[typename] ?? [];
    if (focused.length > 0 && this.random.chance(0.5)) return this.random.pick(focused);
    return this.random.pick(ids[typename] ?? Object.values(ids).flat());
  }
}
