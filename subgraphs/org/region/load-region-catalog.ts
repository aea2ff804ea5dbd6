import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { insertRows, run } from "../../../kernel/database/rows";
import type { IdFactory } from "../../../kernel/ids/ids";
import type { SubgraphServices } from "../../../kernel/subgraph/context";
import { readRegionCatalog, type CatalogRegion } from "./region-catalog";
import { Region, regionBelow } from "./region.entity";
import { findRegionsByCodes } from "./region.queries";

export interface LoadedRegions {
  readonly added: number;
  readonly renamed: number;
  readonly unchanged: number;
}

const regionsPerTransaction = 2_000;

/**
 * Brings the register up to a catalog: adds what it lacks and takes over new names; what stands in it otherwise stays as it is, so
 * loading twice changes nothing, and a load that was cut short is completed by the next. The catalog names parents before children.
 */
export async function loadRegionCatalog(services: Pick<SubgraphServices, "database" | "ids">, catalog: AsyncIterable<CatalogRegion> = readRegionCatalog()): Promise<LoadedRegions> {
  let total: LoadedRegions = { added: 0, renamed: 0, unchanged: 0 };
  for await (const entries of chunksOf(catalog, regionsPerTransaction)) {
    const loaded = await services.database.write((tx) => loadEntries(tx, services.ids, entries));
    total = { added: total.added + loaded.added, renamed: total.renamed + loaded.renamed, unchanged: total.unchanged + loaded.unchanged };
  }
  return total;
}

async function loadEntries(tx: EntityManager, ids: IdFactory, entries: readonly CatalogRegion[]): Promise<LoadedRegions> {
  const regions = await regionsNamedBy(tx, entries);
  const added: Region[] = [];
  let renamed = 0;
  for (const entry of entries) {
    const present = regions.get(entry.code);
    if (!present) {
      const region = regionBelow(parentOf(entry, regions), { id: ids.next("region"), ...entry });
      regions.set(entry.code, region);
      added.push(region);
    } else if (present.name !== entry.name) {
      await run(tx, sql`UPDATE region SET name = ${entry.name} WHERE id = ${present.id}`);
      renamed++;
    }
  }
  await insertRows(tx, Region, added);
  return { added: added.length, renamed, unchanged: entries.length - added.length - renamed };
}

/** What the register already holds of these entries and of their parents, by code. */
async function regionsNamedBy(tx: EntityManager, entries: readonly CatalogRegion[]): Promise<Map<string, Region>> {
  const codes = new Set(entries.flatMap(({ code, parentCode }) => (parentCode === null ? [code] : [code, parentCode])));
  return new Map((await findRegionsByCodes(tx, [...codes])).map((region) => [region.code!, region]));
}

function parentOf({ code, parentCode }: CatalogRegion, regions: ReadonlyMap<string, Region>): Region | null {
  if (parentCode === null) return null;
  const parent = regions.get(parentCode);
  if (!parent) throw new Error(`The region catalog names ${code} before, or without, the division above it`);
  return parent;
}

async function* chunksOf<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
