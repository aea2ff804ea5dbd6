import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");

let listed: readonly string[] | undefined;

/** Every file that belongs to the project, committed or about to be, as the tree names it. */
export function filesOfTree(): readonly string[] {
  listed ??= execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));
  return listed;
}

export function readFile(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function hasFile(path: string): boolean {
  return existsSync(join(root, path));
}
