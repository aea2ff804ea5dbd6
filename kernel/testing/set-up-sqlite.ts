import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { beginRun, isAlive, ownerOf, runFolder } from "./environment";

export default async function setUpSqlite(): Promise<void> {
  beginRun();
  const parent = path.dirname(runFolder());
  for (const name of await readdir(parent)) {
    const owner = ownerOf(name);
    if (owner !== null && !isAlive(owner)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  await mkdir(runFolder(), { recursive: true });
}
