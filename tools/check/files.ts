import type { Check } from "./check";
import { filesOfTree, readFile } from "./tree";

const source = /\.(ts|cjs|mjs)$/;
const longest = 300;
const unfinishedNames = /(^|[-./])(utils?|helpers?|common|managers?|misc)([-./]|$)/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/;
// These two name what they look for.
const exempt = /^tools\/check\/(files|habits\.spec)\.ts$/;

export function breachesOf(path: string, text: string): string[] {
  const found: string[] = [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  const lines = text.split("\n");
  if (lines.length - 1 > longest) found.push(`${path}: ${lines.length - 1} lines; past ${longest} a file is two things`);
  if (unfinishedNames.test(path)) found.push(`${path}: its name does not say what it is for`);
  if (!kebab.test(name)) found.push(`${path}: file names are kebab-case`);
  if (/^index\./.test(name)) found.push(`${path}: import a room by its file, not by an index`);
  if (exempt.test(path)) return found;
  lines.forEach((line, at) => {
    if (unfinished.test(line)) found.push(`${path}:${at + 1}: unfinished work belongs into an issue`);
    if (/eslint-disable/.test(line) && !/ -- \S/.test(line)) found.push(`${path}:${at + 1}: a rule is only set aside with its reason, after " -- "`);
    if (/@ts-(ignore|nocheck)/.test(line)) found.push(`${path}:${at + 1}: use @ts-expect-error with its reason`);
  });
  return found;
}

export const files: Check = {
  name: "files",
  mend: "split or rename them, then `npm run check -- files`",
  find: async () => filesOfTree().filter((path) => source.test(path)).flatMap((path) => breachesOf(path, readFile(path))),
};
