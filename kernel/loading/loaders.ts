import DataLoader from "dataloader";
import type { SubgraphContext } from "../subgraph/context";

type Read<Row> = (context: SubgraphContext, keys: readonly string[]) => Promise<readonly Row[]>;

/** Keys a single statement may name; databases have a limit on parameters. */
const keysPerRead = 1_000;

/** A batched read by a unique key: the row, or null where there is none. Each request has its own. */
export function loadOne<Row>(read: Read<Row>, keyOf: (row: Row) => string): (context: SubgraphContext, key: string) => Promise<Row | null> {
  return defineLoader<Row | null>(async (context, keys) => {
    const rows = new Map((await read(context, keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A batched read of a list by its owner: empty where there is nothing. */
export function loadMany<Row>(read: Read<Row>, keyOf: (row: Row) => string): (context: SubgraphContext, key: string) => Promise<readonly Row[]> {
  return defineLoader<readonly Row[]>(async (context, keys) => {
    const rows = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read(context, keys)) rows.get(keyOf(row))?.push(row);
    return keys.map((key) => rows.get(key)!);
  });
}

/** The general form: answers in the order asked. The definition itself is the key under which a request keeps its loader. */
export function defineLoader<Value>(batch: (context: SubgraphContext, keys: readonly string[]) => Promise<readonly Value[]>): (context: SubgraphContext, key: string) => Promise<Value> {
  const definition = (context: SubgraphContext, key: string): Promise<Value> => {
    let loader = context.loaders.get(definition) as DataLoader<string, Value> | undefined;
    if (!loader) {
      loader = new DataLoader((keys: readonly string[]) => batch(context, keys), { maxBatchSize: keysPerRead });
      context.loaders.set(definition, loader);
    }
    return loader.load(key);
  };
  return definition;
}
