import { createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { z } from "zod";

/** The keys under which personal data lies in a database. They come from configuration and never from the database that they protect. */
export interface Keyring {
  /** What is written now is sealed under this key. */
  readonly current: string;
  /** Undefined when the keyring lacks it. */
  encryptionKey(id: string): KeyObject | undefined;
  /** For blind indexes. It has no id: two values are found equal only under one and the same key, for as long as the database lives. */
  readonly indexKey: KeyObject;
}

const keyBytes = 32;

const keyText = z.string().transform((text, check) => {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length === keyBytes) return bytes;
  check.addIssue("not 32 bytes in Base64");
  return z.NEVER;
});

const form = z
  .strictObject({ current: z.string(), keys: z.record(z.string().regex(/^[A-Za-z0-9._-]{1,32}$/), keyText), index: keyText })
  .refine(({ current, keys }) => Object.hasOwn(keys, current))
  .refine(({ keys, index }) => new Set([index, ...Object.values(keys)].map((key) => key.toString("hex"))).size === Object.keys(keys).length + 1);

/** How a keyring is written, for whoever has to write one. */
export const keyringForm = '{"current":"2026","keys":{"2026":"<32 random bytes in Base64>"},"index":"<32 other ones>"}';

/** Throws a plain Error that repeats nothing of the text. */
export function importKeyring(text: string): Keyring {
  let parsed: z.ZodSafeParseResult<z.output<typeof form>> | undefined;
  try {
    parsed = form.safeParse(JSON.parse(text));
  } catch {
    // Told below.
  }
  if (!parsed?.success) throw new Error("no keyring");
  const { current, keys, index } = parsed.data;
  const secrets = new Map(Object.entries(keys).map(([id, bytes]) => [id, createSecretKey(bytes)]));
  return { current, encryptionKey: (id) => secrets.get(id), indexKey: createSecretKey(index) };
}

/** A new keyring, as text for a file that only its owner reads or for a setting. */
export function generateKeyring(id: string): string {
  const secret = () => randomBytes(keyBytes).toString("base64");
  return JSON.stringify({ current: id, keys: { [id]: secret() }, index: secret() });
}

/** For a subgraph that holds nothing personal: asking it for a key is a mistake of ours. */
export const noKeyring: Keyring = {
  get current(): string {
    throw new Error("this subgraph was opened without a keyring");
  },
  get indexKey(): KeyObject {
    throw new Error("this subgraph was opened without a keyring");
  },
  encryptionKey: () => undefined,
};
