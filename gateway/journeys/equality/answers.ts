import type { VisitedObject } from "./walk";

/** An answer as it came over HTTP. */
export interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: string; readonly path?: readonly (string | number)[]; readonly extensions?: { readonly code?: string } }[];
}

/** What two ways to run must agree on: the data, and where which kind of error stands, whatever the order of the errors. */
export interface Comparable {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly string[];
}

export function comparable({ status, data, errors = [] }: Answer): Comparable {
  const places = errors.map(({ path, extensions }) => `${extensions?.code ?? "NO_CODE"} ${(path ?? []).filter((step) => typeof step === "string").join(".")}`);
  return { status, data: data ?? null, errors: places.sort() };
}

/** How many items stand within each other, where they do so most. */
export function depthOf(objects: readonly VisitedObject[]): number {
  return Math.max(0, ...objects.map(({ level }) => level));
}
