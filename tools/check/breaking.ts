import { execFileSync } from "node:child_process";
import { buildSchema, findBreakingChanges } from "graphql";
import type { Check } from "./check";
import { apiFile, publicSchema } from "./published";
import { hasFile, readFile, root } from "./tree";

const changesFile = "schema/CHANGES.md";

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });
}

export interface Version { readonly name: string; readonly day: string; readonly text: string }

/** The committed versions that count, oldest first: the last one before the promise began, and all since; at least the newest. */
export function promisedVersions(versions: readonly Version[], since: string): readonly Version[] {
  const before = versions.filter(({ day }) => day < since).length;
  return versions.slice(Math.max(0, Math.min(before, versions.length) - 1));
}

function committedVersions(): Version[] {
  const log = git("log", "--format=%H %cs", "--", apiFile).split("\n").filter(Boolean).reverse();
  return log.flatMap((line) => {
    const [commit, day] = line.split(" ") as [string, string];
    try {
      return [{ name: commit.slice(0, 9), day, text: git("show", `${commit}:${apiFile}`) }];
    } catch {
      return []; // The commit removed the file, or a shallow clone does not hold it.
    }
  });
}

/** The promise begins on the day that CHANGES.md names; a change is listed as "- 2026-11-30: <what graphql-js says>" with its reason. */
export function readChanges(text: string): { since: string; listed: readonly string[] } {
  return {
    since: /^Promised since (\d{4}-\d{2}-\d{2})/m.exec(text)?.[1] ?? "0000-00-00",
    listed: text.split("\n").filter((line) => /^- \d{4}-\d{2}-\d{2}: /.test(line)),
  };
}

export function unlistedChanges(older: string, newer: string, listed: readonly string[]): string[] {
  return findBreakingChanges(buildSchema(older), buildSchema(newer))
    .map(({ description }) => description)
    // Only says again, for a built-in scalar, that its last field went.
    .filter((description) => !description.startsWith("Standard scalar") && !listed.some((line) => line.includes(description)));
}

export const breaking: Check = {
  name: "breaking",
  mend: `add and deprecate instead, or list it in ${changesFile} as "- YYYY-MM-DD: <the line above> <why>", then \`npm run check -- breaking\``,
  async find() {
    publicSchema();
    const { since, listed } = readChanges(hasFile(changesFile) ? readFile(changesFile) : "");
    const working = { name: "the working tree", day: "", text: readFile(apiFile) };
    const versions = [...promisedVersions(committedVersions(), since), working];
    return versions.slice(1).flatMap((newer, at) => {
      const older = versions[at]!;
      return older.text === newer.text ? [] : unlistedChanges(older.text, newer.text, listed).map((change) => `${newer.name}: ${change}`);
    });
  },
};
