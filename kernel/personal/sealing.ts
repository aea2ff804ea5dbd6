import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Keyring } from "./keyring";

/** A column that holds sealed values; a subgraph names all of its own, so that a rotation of keys finds them. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key, whose value says in which row a sealed value belongs. */
  readonly key: string;
}

/** Tells why, and never what: a key that is gone, or bytes that were altered or belong to another row. */
export class UnsealError extends Error {
  constructor(column: SealedColumn, reason: "unknown key" | "altered or moved") {
    super(`a value of ${column.table}.${column.column} cannot be read: ${reason}`);
    this.name = "UnsealError";
  }
}

/** The form in which values are sealed: 1, the length of the key's id, the id, the nonce, the ciphertext, the tag. */
const version = 1;
const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Room that a text of so many bytes takes when it is sealed. */
export function sealedLength(textBytes: number): number {
  return 2 + 32 + nonceBytes + textBytes + tagBytes;
}

/** What every value begins with that is sealed under this key. */
export function headerOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, "ascii");
  return Buffer.concat([Buffer.from([version, id.length]), id]);
}

/** Encrypts for one place: the bytes say nothing in another row or column. */
export function seal(keyring: Keyring, column: SealedColumn, row: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyring.encryptionKey(keyring.current)!, nonce, { authTagLength: tagBytes });
  cipher.setAAD(placeOf(column, row));
  return Buffer.concat([headerOf(keyring.current), nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

export function unseal(keyring: Keyring, column: SealedColumn, row: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonceAt = 2 + (bytes[1] ?? 0);
  const textAt = nonceAt + nonceBytes;
  const tagAt = bytes.length - tagBytes;
  if (bytes[0] !== version || tagAt < textAt) throw new UnsealError(column, "altered or moved");
  const key = keyring.encryptionKey(bytes.toString("ascii", 2, nonceAt));
  if (!key) throw new UnsealError(column, "unknown key");
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(nonceAt, textAt), { authTagLength: tagBytes });
  decipher.setAAD(placeOf(column, row));
  decipher.setAuthTag(bytes.subarray(tagAt));
  try {
    return decipher.update(bytes.subarray(textAt, tagAt), undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw new UnsealError(column, "altered or moved");
  }
}

/**
 * What stands for a value where it must be found again or be unique: equal values have equal indexes, and without the key nobody can try values
 * out. The value is given in its one normal form.
 */
export function blindIndex(keyring: Keyring, { table, column }: SealedColumn, value: string): Buffer {
  return createHmac("sha256", keyring.indexKey).update(`${table}.${column}\0${value}`, "utf8").digest();
}

function placeOf({ table, column }: SealedColumn, row: string): Buffer {
  return Buffer.from(`${table}.${column}:${row}`, "utf8");
}
