import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SettingError, type Settings } from "../config/settings";
import { makeFolder } from "../database/folder";
import { generateKeyring, importKeyring, keyringForm, type Keyring } from "../personal/keyring";

/** The keyring of this installation: from the settings, or in development from the data folder, where it is made the first time. */
export function keyringOf(settings: Settings): Keyring {
  if (settings.PERSONAL_KEYS === undefined) {
    if (settings.NODE_ENV === "production") throw new SettingError(`PERSONAL_KEYS is required with NODE_ENV=production, where personal data is sealed: ${keyringForm}`);
    return keptKeyring(settings.DATA_DIR);
  }
  try {
    return importKeyring(settings.PERSONAL_KEYS);
  } catch {
    // The setting's value must not be repeated.
    throw new SettingError(`PERSONAL_KEYS is no keyring. It is written ${keyringForm}`);
  }
}

/** Deleting the file makes unreadable what was sealed under it, so nothing here ever does. */
function keptKeyring(directory: string): Keyring {
  const folder = join(directory, "keys");
  const file = join(folder, "personal.json");
  makeFolder(directory);
  makeFolder(folder, 0o700);
  try {
    return importKeyring(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new SettingError(`${file} holds no keyring. Restore it from a copy: what was sealed under it cannot be read without it.`);
  }
  makeKeyring(file);
  return importKeyring(readFileSync(file, "utf8"));
}

/** Linked into its place whole, because several processes may start at once: whoever comes first, wins. */
function makeKeyring(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, generateKeyring("first"), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
