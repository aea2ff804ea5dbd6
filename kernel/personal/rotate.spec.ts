import sql from "sql-template-tag";
import { SettingError } from "../config/settings";
import type { Database } from "../database/database";
import { insertRows, query, run } from "../database/rows";
import { testDatabase } from "../testing/databases";
import { rotatedTestKeyring, testKeyring } from "../testing/keyring";
import { CreateSamples1764547200000, Sample } from "../testing/sample-database";
import { generateKeyring, importKeyring } from "./keyring";
import { assertKeyringFits } from "./keyring-fits.queries";
import { CreatePersonalReads1795100000102 } from "./personal.migration";
import { rotateKeys } from "./rotate.queries";
import { headerOf, seal, unseal, type SealedColumn } from "./sealing";

const column: SealedColumn = { table: "sample", column: "secret", key: "id" };

let database: Database;

beforeEach(async () => {
  database = await testDatabase({ name: "people", entities: [Sample], migrations: [CreateSamples1764547200000, CreatePersonalReads1795100000102] });
  const secretOf = (index: number) => (index === 3 ? null : seal(testKeyring, column, `s${index}`, `secret ${index}`));
  const samples = Array.from({ length: 7 }, (_, index) => ({ id: `s${index}`, name: `n${index}`, startsAt: "2026-01-01T00:00:00.000000Z", amount: 0, open: true, secret: secretOf(index) }));
  await database.write((tx) => insertRows(tx, Sample, samples));
});

const secrets = () => query<{ id: string; secret: Buffer | null }>(database.reader, sql`SELECT id, secret FROM sample ORDER BY id`);

async function underWhich(): Promise<string> {
  const under = (sealed: Buffer | null) => (sealed === null ? "-" : Buffer.from(sealed).subarray(0, 8).equals(headerOf("second")) ? "2" : "1");
  return (await secrets()).map(({ secret }) => under(secret)).join("");
}

describe("A rotation of keys", () => {
  it("seals every value anew under the current key, and every text stays", async () => {
    expect(await rotateKeys(database, rotatedTestKeyring, [column], 2)).toEqual({ resealed: 6 });
    expect(await underWhich()).toBe("222-222");
    for (const { id, secret } of await secrets()) if (secret) expect(unseal(rotatedTestKeyring, column, id, Buffer.from(secret))).toBe(`secret ${id.slice(1)}`);
  });

  it("goes on where it was stopped, and changes nothing when it has nothing to do", async () => {
    const stopped = { ...database, write: database.write.bind(database), reader: database.reader };
    let chunks = 0;
    stopped.write = (work) => (++chunks === 3 ? Promise.reject(new Error("killed")) : database.write(work));
    await expect(rotateKeys(stopped, rotatedTestKeyring, [column], 2)).rejects.toThrow("killed");
    expect(await underWhich()).toBe("222-211");
    expect(await rotateKeys(database, rotatedTestKeyring, [column], 2)).toEqual({ resealed: 2 });
    const done = await secrets();
    expect(await rotateKeys(database, rotatedTestKeyring, [column], 2)).toEqual({ resealed: 0 });
    expect(await secrets()).toEqual(done);
  });

  it("leaves alone what was changed while it was at work", async () => {
    const meanwhile = seal(rotatedTestKeyring, column, "s1", "changed");
    const slow = { ...database, reader: database.reader };
    slow.write = async (work) => {
      await database.write((tx) => run(tx, sql`UPDATE sample SET secret = ${meanwhile} WHERE id = 's1'`));
      return database.write(work);
    };
    expect(await rotateKeys(slow, rotatedTestKeyring, [column])).toEqual({ resealed: 5 });
    const changed = (await secrets())[1]!.secret!;
    expect(unseal(rotatedTestKeyring, column, "s1", Buffer.from(changed))).toBe("changed");
  });

  it("stops at a value that cannot be read, and tells nothing of it", async () => {
    await database.write((tx) => run(tx, sql`UPDATE sample SET secret = ${seal(testKeyring, column, "s0", "moved")} WHERE id = 's5'`));
    await expect(rotateKeys(database, rotatedTestKeyring, [column], 2)).rejects.toThrow(/^a value of sample.secret cannot be read: altered or moved$/);
  });
});

describe("The index key", () => {
  it("of a database is the one that it met first: with another one nobody would be found again, so it is refused", async () => {
    await assertKeyringFits(database, testKeyring);
    await assertKeyringFits(database, rotatedTestKeyring);
    const another = assertKeyringFits(database, importKeyring(generateKeyring("first")));
    await expect(another).rejects.toThrow(SettingError);
    await expect(another).rejects.toThrow(/an index key is never changed/);
  });

  it("is agreed upon when several processes open an empty database at once", async () => {
    await Promise.all(Array.from({ length: 8 }, () => assertKeyringFits(database, testKeyring)));
    expect(await query(database.reader, sql`SELECT purpose FROM personal_keyring`)).toHaveLength(1);
  });
});
