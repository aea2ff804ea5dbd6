import { inspect } from "node:util";
import { rotatedTestKeyring, testKeyring } from "../testing/keyring";
import { generateKeyring, importKeyring, noKeyring } from "./keyring";
import { blindIndex, headerOf, seal, sealedLength, unseal, UnsealError, type SealedColumn } from "./sealing";

const column: SealedColumn = { table: "person", column: "id_number", key: "id" };
const phone: SealedColumn = { table: "person", column: "phone", key: "id" };
const secret = "11010519491231002X";

const refusalOf = (work: () => unknown): UnsealError => {
  try {
    work();
  } catch (error) {
    if (error instanceof UnsealError) return error;
    throw error;
  }
  throw new Error("it was read");
};

describe("A sealed value", () => {
  it("is read in its place under its key, whatever text it was", () => {
    for (const text of [secret, "", "王小明 𠮷", "x".repeat(500)]) expect(unseal(testKeyring, column, "a", seal(testKeyring, column, "a", text))).toBe(text);
  });

  it("shows nothing of the text, and differs each time", () => {
    const [one, other] = [seal(testKeyring, column, "a", secret), seal(testKeyring, column, "a", secret)];
    expect(one.equals(other)).toBe(false);
    expect(one.toString("latin1")).not.toContain("1949");
    expect(one.length).toBeLessThanOrEqual(sealedLength(secret.length));
  });

  it("cannot be read in another row, column or table", () => {
    const sealed = seal(testKeyring, column, "a", secret);
    for (const [there, row] of [[column, "b"], [phone, "a"], [{ ...column, table: "other" }, "a"]] as const) {
      expect(refusalOf(() => unseal(testKeyring, there, row, sealed)).message).toMatch(/altered or moved/);
    }
  });

  it("cannot be read when any bit was changed or any byte is gone, and the refusal tells nothing", () => {
    const sealed = seal(testKeyring, column, "a", secret);
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      for (const bytes of [altered, sealed.subarray(0, at)]) expect(inspect(refusalOf(() => unseal(testKeyring, column, "a", bytes)))).not.toMatch(/1949|002X/);
    }
  });

  it("is still read after a new key was added, and what is sealed then lies under the new one", () => {
    expect(unseal(rotatedTestKeyring, column, "a", seal(testKeyring, column, "a", secret))).toBe(secret);
    const anew = seal(rotatedTestKeyring, column, "a", secret);
    expect(anew.subarray(0, 8)).toEqual(headerOf("second"));
    expect(unseal(testKeyring, column, "a", anew)).toBe(secret);
  });

  it("names the missing key as the reason when its key is gone", () => {
    const stranger = importKeyring(generateKeyring("another"));
    expect(refusalOf(() => unseal(stranger, column, "a", seal(testKeyring, column, "a", secret))).message).toMatch(/unknown key/);
  });
});

describe("A blind index", () => {
  it("is the same for the same value, and another for another value, column or key", () => {
    const index = blindIndex(testKeyring, column, secret);
    expect(blindIndex(rotatedTestKeyring, column, secret)).toEqual(index);
    const others = [blindIndex(testKeyring, column, "110105194912310021"), blindIndex(testKeyring, phone, secret), blindIndex(importKeyring(generateKeyring("first")), column, secret)];
    for (const other of others) expect(other.equals(index)).toBe(false);
    expect(index).toHaveLength(32);
  });
});

describe("A keyring", () => {
  const key = (value: number) => Buffer.alloc(32, value).toString("base64");

  it.each([
    ["no JSON", "no JSON"],
    ["no object", "7"],
    ["no current key", JSON.stringify({ current: "b", keys: { a: key(1) }, index: key(2) })],
    ["a short key", JSON.stringify({ current: "a", keys: { a: "c2hvcnQ=" }, index: key(2) })],
    ["no index key", JSON.stringify({ current: "a", keys: { a: key(1) } })],
    ["one key for two purposes", JSON.stringify({ current: "a", keys: { a: key(1) }, index: key(1) })],
    ["one key under two ids", JSON.stringify({ current: "a", keys: { a: key(1), b: key(1) }, index: key(2) })],
    ["an id that is no word", JSON.stringify({ current: "a b", keys: { "a b": key(1) }, index: key(2) })],
    ["a misspelled name", JSON.stringify({ current: "a", keys: { a: key(1) }, index: key(2), indexes: key(3) })],
  ])("with %s is refused, and nothing of it is repeated", (_, text) => {
    expect(() => importKeyring(text)).toThrow(/^no keyring$/);
  });

  it("shows no key when it is printed", () => {
    const printed = `${inspect(testKeyring, { depth: 9, showHidden: true })} ${JSON.stringify(testKeyring)}`;
    for (const value of [1, 2, 3]) expect(printed).not.toMatch(new RegExp(`${key(value).slice(0, 20)}|(0${value} ?){8}`));
  });

  it("that was not given is a mistake and never no encryption", () => {
    expect(() => seal(noKeyring, column, "a", secret)).toThrow(/without a keyring/);
    expect(() => blindIndex(noKeyring, column, secret)).toThrow(/without a keyring/);
  });
});
