/**
 * What was loaded of an entity, for each place that names it a copy of its own: the stitcher writes into what it gets, and where two places shared an
 * object it would merge what it wrote first with what it writes next, errors and all.
 */
export class PristineCache {
  private readonly loaded = new Map<unknown, Promise<unknown>>();

  get(key: unknown): Promise<unknown> | undefined {
    return this.loaded.get(key)?.then(copyOf);
  }

  /** The copy to keep is taken before whoever loads gets to see the original. */
  set(key: unknown, value: Promise<unknown>): void {
    const kept = value.then(copyOf);
    kept.catch(() => undefined);
    this.loaded.set(key, kept);
  }

  delete(key: unknown): void {
    this.loaded.delete(key);
  }

  clear(): void {
    this.loaded.clear();
  }
}

/** Lists and objects anew, with what the stitcher has noted on them; errors and values as they are. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  const copy: object = Object.create(Object.getPrototypeOf(value) as object | null, Object.getOwnPropertyDescriptors(value));
  for (const [key, inner] of Object.entries(value)) Object.assign(copy, { [key]: copyOf(inner) });
  return copy;
}
