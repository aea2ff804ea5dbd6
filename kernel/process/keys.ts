import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JSONWebKeySet } from "jose";
import { exportSigningKey, generateSigningKey, importSigningKey, publicKeysOf, type SigningKey } from "../auth/keys";
import { SettingError, type Settings } from "../config/settings";
import { makeFolder } from "../database/folder";
import { subgraphNames } from "../subgraph/definition";

/** The names under which processes sign. */
export const processNames = ["gateway", ...subgraphNames] as const;
export type ProcessName = (typeof processNames)[number];

/** A key kept in the data folder, made the first time. Several processes may start at once: whoever writes first, wins. */
export function keptKey(directory: string, name: string): SigningKey {
  const folder = join(directory, "keys");
  const file = join(folder, `${name}.json`);
  makeFolder(directory);
  makeFolder(folder, 0o700);
  try {
    writeFileSync(file, JSON.stringify(exportSigningKey(generateSigningKey(name))), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  try {
    return importSigningKey(readFileSync(file, "utf8"));
  } catch {
    throw new SettingError(`${file} holds no key. Delete it, and a new one is made.`);
  }
}

/** The key with which this process signs: from the settings, or on one machine from the shared data folder. */
export function signingKeyOf(settings: Settings, name: ProcessName): SigningKey {
  if (settings.SIGNING_KEY === undefined) {
    if (settings.NODE_ENV === "production") throw new SettingError("SIGNING_KEY is required with NODE_ENV=production when subgraphs are served on their own: give each process its own private key");
    return keptKey(settings.DATA_DIR, name);
  }
  try {
    const key = importSigningKey(settings.SIGNING_KEY);
    if (key.id === name) return key;
  } catch {
    // Told below: the setting's value must not be repeated.
  }
  throw new SettingError(`SIGNING_KEY is no private Ed25519 JSON Web Key with "kid": "${name}"`);
}

export function trustedKeysOf(settings: Settings): JSONWebKeySet {
  if (settings.TRUSTED_KEYS === undefined) {
    if (settings.NODE_ENV === "production") throw new SettingError("TRUSTED_KEYS is required with NODE_ENV=production when subgraphs are served on their own: the public keys of gateway and subgraphs");
    return publicKeysOf(processNames.map((name) => keptKey(settings.DATA_DIR, name)));
  }
  try {
    const set = JSON.parse(settings.TRUSTED_KEYS) as JSONWebKeySet;
    if (Array.isArray(set.keys) && set.keys.every((key) => key.crv === "Ed25519" && key.kid && !key["d"])) return set;
  } catch {
    // Told below.
  }
  throw new SettingError("TRUSTED_KEYS is no JSON Web Key Set of public Ed25519 keys with a kid each");
}
