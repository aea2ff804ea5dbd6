import { importKeyring, type Keyring } from "../personal/keyring";

const bytes = (value: number): string => Buffer.alloc(32, value).toString("base64");

const keys = { first: bytes(1), second: bytes(2) };

/** As a process is handed it in the setting PERSONAL_KEYS. */
export const testPersonalKeys = JSON.stringify({ current: "first", keys, index: bytes(3) });

/** The keyring of specifications, the same in each. */
export const testKeyring: Keyring = importKeyring(testPersonalKeys);

/** The same after a new key was added. */
export const rotatedTestKeyring: Keyring = importKeyring(JSON.stringify({ current: "second", keys, index: bytes(3) }));
