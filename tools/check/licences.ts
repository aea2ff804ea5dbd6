import type { Check } from "./check";
import { readFile } from "./tree";

const free = new Set(["MIT", "MIT-0", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "CC0-1.0", "Unlicense", "Python-2.0"]);

// What ships under another licence, and why that is right for us.
const exceptions: Readonly<Record<string, string>> = {
  "@apollo/federation-internals": "Elastic-2.0: comes with @apollo/subgraph, which builds the subgraph schemas; the licence forbids only to offer it as a hosted service of its own",
};

// What has an install script, although everything works without running it (npm ci --ignore-scripts).
const needlessScripts: Readonly<Record<string, string>> = {
  esbuild: "only makes its start quicker; its binary comes as a package",
  "@apollo/protobufjs": "only prints a note on versions",
};

export interface LockedPackage { readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly hasInstallScript?: boolean }

/** Whether one side of every OR, and both sides of every AND, is on the list. */
export function isFree(expression: string): boolean {
  const bare = expression.replace(/[()]/g, " ").trim();
  return bare.split(/\s+OR\s+/).some((side) => side.split(/\s+AND\s+/).every((name) => free.has(name.trim())));
}

export function licenceBreaches(packages: Readonly<Record<string, LockedPackage>>): string[] {
  const found: string[] = [];
  const unused = new Set(Object.keys(exceptions));
  for (const [path, { license, dev, devOptional, hasInstallScript }] of Object.entries(packages)) {
    if (path === "" || dev === true || devOptional === true) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    unused.delete(name);
    if (!(name in exceptions) && !isFree(license ?? "none")) found.push(`${name}: ${license ?? "no licence named"} is not among the licences that may ship`);
    if (hasInstallScript === true && !(name in needlessScripts)) found.push(`${name}: has an install script; what ships installs with --ignore-scripts`);
  }
  for (const name of unused) found.push(`${name}: is an exception that ships no longer`);
  return found;
}

export const licences: Check = {
  name: "licences",
  mend: "replace the package, or name the exception and its reason in tools/check/licences.ts, then `npm run check -- licences`",
  find: async () => licenceBreaches((JSON.parse(readFile("package-lock.json")) as { packages: Record<string, LockedPackage> }).packages),
};
