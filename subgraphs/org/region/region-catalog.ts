import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createBrotliDecompress } from "node:zlib";
import { kindOfCode, levelOfCode, parentOfCode } from "./region-code";
import type { RegionKind, RegionLevel } from "./region-kinds";

export interface CatalogRegion {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly kind: RegionKind;
  readonly parentCode: string | null;
}

/** The whole country down to its counties, three of them down to their villages. */
export const committedCatalog = join(__dirname, "data", "regions.tsv.br");

/** Yields every parent before its children. Fails when the file is missing, damaged, or holds a line that is no division. */
export async function* readRegionCatalog(path: string = committedCatalog): AsyncGenerator<CatalogRegion> {
  // a failure of any part surfaces in the loop below, so the callback has nothing left to do
  const text = pipeline(createReadStream(path), createBrotliDecompress(), () => undefined).setEncoding("utf8");
  let unfinished = "";
  for await (const chunk of text) {
    const lines = (unfinished + chunk).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) yield regionOf(line);
  }
  if (unfinished !== "") yield regionOf(unfinished);
}

function regionOf(line: string): CatalogRegion {
  const [code = "", name = ""] = line.split("\t");
  const level = levelOfCode(code);
  if (!level || name === "") throw new Error(`Not a division in the region catalog: ${JSON.stringify(line)}`);
  return { code, name, level, kind: kindOfCode(code, level), parentCode: parentOfCode(code, level) };
}
