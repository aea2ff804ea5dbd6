// Renews gateway/explorer/assets from the one pinned package that carries GraphiQL built: `node kernel/launch.cjs tools/explorer/main.ts`.
// The package is no dependency: it would ship 18 MB and bring a second GraphQL server along.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const pinned = {
  name: "@graphql-yoga/render-graphiql@5.24.1",
  integrity: "sha512-mLFvBekZujetoh7M9jokYkQtrjrmiKD5KSTfV6ivMAFNgV8KcLAJeVAH8QOOg6Wvj47+DNBvdlx0R5O2JjtN/A==",
};
const assets = path.join(__dirname, "../../gateway/explorer/assets");

const folder = mkdtempSync(path.join(tmpdir(), "graphiql-"));
try {
  const packed = execFileSync("npm", ["pack", pinned.name, "--pack-destination", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const archive = path.join(folder, packed.trim());
  const integrity = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (integrity !== pinned.integrity) throw new Error(`${pinned.name} is not what it was: ${integrity}`);
  execFileSync("tar", ["-xzf", archive, "-C", folder]);
  const built = require(path.join(folder, "package/cjs/graphiql.js")) as Record<string, string>;
  write("graphiql.js", built["js"]!);
  write("graphiql.css", built["css"]!);
  write("editor.worker.js", built["editorWorkerService"]!);
  write("json.worker.js", built["jsonWorker"]!);
  write("graphql.worker.js", built["graphqlWorker"]!);
  writeFileSync(path.join(assets, "LICENSE"), readFileSync(path.join(folder, "package/LICENSE")));
} finally {
  rmSync(folder, { recursive: true });
}

function write(name: string, text: string): void {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS } };
  const compressed = brotliCompressSync(text, options);
  writeFileSync(path.join(assets, `${name}.br`), compressed);
  console.log(`${name}: ${text.length} characters, ${compressed.length} bytes`);
}
