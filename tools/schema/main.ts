import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder, generatedFiles } from "./generate";

const root = resolve(__dirname, "../..");

async function main(): Promise<void> {
  const files = await generatedFiles();
  mkdirSync(join(root, folder), { recursive: true });
  for (const [path, text] of files) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
  for (const name of readdirSync(join(root, folder))) {
    if (!name.endsWith(".graphql") || files.has(`${folder}/${name}`)) continue;
    rmSync(join(root, folder, name));
    console.log(`removed ${folder}/${name}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
