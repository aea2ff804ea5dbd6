import type { VisitedObject } from "./walk";

type Lists = Readonly<Record<string, readonly string[]>>;

/** What stands in the world, for arguments that name something; it grows with every answer. */
export interface Pools {
  /** By type. */
  readonly ids: Lists;
  /** Sites that stand beside each other, as those must that merge. */
  readonly siblings: readonly (readonly string[])[];
  /** Natural keys, by the field that holds them. */
  readonly texts: Lists;
  /** By the type of the page that they came with. */
  readonly cursors: Lists;
}

const mostOfAKind = 60;

/** The pools with the ids and cursors of an answer. */
export function enriched(pools: Pools, objects: readonly VisitedObject[]): Pools {
  let { ids, cursors } = pools;
  for (const { typename, page, value, fields } of objects) {
    for (const [key, field] of fields) {
      const answer = value[key];
      if (typeof answer !== "string") continue;
      if (field === "id" && typename in ids) ids = withOneMore(ids, typename, answer);
      if (/cursor$/i.test(field)) cursors = withOneMore(cursors, page, answer);
    }
  }
  return { ...pools, ids, cursors };
}

/** The oldest go first, but never the half that the world began with. */
function withOneMore(lists: Lists, name: string, item: string): Lists {
  const list = lists[name] ?? [];
  if (list.includes(item)) return lists;
  const kept = list.length < mostOfAKind ? list : list.filter((_, index) => index !== mostOfAKind / 2);
  return { ...lists, [name]: [...kept, item] };
}
