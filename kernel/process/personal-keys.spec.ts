import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "../config/settings";
import { generateKeyring } from "../personal/keyring";
import { blindIndex, seal, unseal, type SealedColumn } from "../personal/sealing";
import { keyringOf } from "./personal-keys";

const column: SealedColumn = { table: "person", column: "id_number", key: "id" };
const directory = mkdtempSync(join(tmpdir(), "practice-graph-keys-"));
const file = join(directory, "keys", "personal.json");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const settings = (given: Record<string, string> = {}) => readSettings({ DATA_DIR: directory, ...given });
const production = { NODE_ENV: "production", TOKEN_JWKS_URL: "https://issuer.example/keys" };

it("in development a keyring is made once, for its owner's eyes, and kept", () => {
  const made = keyringOf(settings());
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, "utf8");
  expect(unseal(keyringOf(settings()), column, "a", seal(made, column, "a", "secret"))).toBe("secret");
  expect(blindIndex(keyringOf(settings()), column, "x")).toEqual(blindIndex(made, column, "x"));
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("a kept keyring that is damaged is not replaced by a new one", () => {
  writeFileSync(file, "{");
  expect(() => keyringOf(settings())).toThrow(/holds no keyring\. Restore it/);
  expect(readFileSync(file, "utf8")).toBe("{");
});

it("in production it is a setting, and a wrong one is told without its value", () => {
  expect(() => keyringOf(settings(production))).toThrow(/PERSONAL_KEYS is required/);
  expect(() => keyringOf(settings({ ...production, PERSONAL_KEYS: "c2VjcmV0" }))).toThrow(/^PERSONAL_KEYS is no keyring(?!.*c2VjcmV0)/);
  expect(keyringOf(settings({ ...production, PERSONAL_KEYS: generateKeyring("2026") })).current).toBe("2026");
});
