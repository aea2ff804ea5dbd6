/** Keeps what was used last, within a number of entries and a total weight. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly weight: number }>();
  private weight = 0;

  constructor(private readonly limits: { readonly count: number; readonly weight?: number }) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // A Map remembers the order of insertion, so what is inserted anew is the youngest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, weight = 0): void {
    this.remove(key);
    if (weight > this.mostWeight) return;
    this.entries.set(key, { value, weight });
    this.weight += weight;
    while (this.entries.size > this.limits.count || this.weight > this.mostWeight) this.remove(this.entries.keys().next().value!);
  }

  private get mostWeight(): number {
    return this.limits.weight ?? Infinity;
  }

  private remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.weight -= entry.weight;
  }
}
