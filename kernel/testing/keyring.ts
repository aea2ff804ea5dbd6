import { importKeyring, type Keyring } from "../personal/keyring";

const bytes = (value: number): string => Buffer.alloc(32, value).toString("base64");

const keys = { first: bytes(1), second: bytes(2) };

/** The keyring of specifications, the same in each. */
export const testKeyring: Keyring = importKeyring(JSON.stringify({ current: "first", keys, index: bytes(3) }));

/** The same after a new key was added. */
export const rotatedTestKeyring: Keyring = importKeyring(JSON.stringify({ current: "second", keys, index: bytes(3) }));
