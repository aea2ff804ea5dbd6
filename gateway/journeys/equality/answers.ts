/** What two ways to run must agree on: the data, and where which kind of error stands, whatever the order of the errors. */
export interface ComparableAnswer {
  readonly data: unknown;
  readonly errors: readonly string[];
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly extensions?: { readonly code?: string } }[];
}

export function comparable(body: Body): ComparableAnswer {
  const errors = (body.errors ?? []).map(({ path, extensions }) => `${extensions?.code ?? "NO_CODE"} ${(path ?? []).filter((step) => typeof step === "string").join(".")}`);
  return { data: body.data ?? null, errors: errors.sort() };
}

/** Steps on the way to an item that are no item themselves. */
const wrappers = ["nodes", "edges", "node", "userErrors"];

/** How many items stand within each other, from the answer of a root field down: connections and payloads do not count. */
export function nonEmptyDepth(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(nonEmptyDepth));
  if (typeof value !== "object" || value === null) return 0;
  const below = Math.max(0, ...Object.values(value).map(nonEmptyDepth));
  const isItem = !Object.keys(value).some((key) => wrappers.includes(key)) && Object.values(value).some((field) => field !== null);
  return isItem ? below + 1 : below;
}
