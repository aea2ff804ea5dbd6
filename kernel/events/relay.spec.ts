import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { openDatabase, type Database } from "../database/database";
import { query, run } from "../database/rows";
import { createLogger } from "../logging/logging";
import { testDatabaseSettings } from "../testing/databases";
import { seed } from "../testing/seed";
import { lampDefinition, openLamps, type Lamps } from "../testing/spine";
import { chainedHash, genesis, type ChainedRow } from "./chain";
import { emit } from "./emit";
import type { Change } from "./event";
import { createFeed } from "./feed";

type StoredRow = ChainedRow & { position: number; seq: number; hash: string };

function stored(database: Database): Promise<StoredRow[]> {
  return query<StoredRow>(database.reader, sql`SELECT position, seq, hash, id, type, entity_id, op, site_id, occurred_at, caused_by, data FROM outbox ORDER BY seq`);
}

/** The sequences are 1, 2, 3 … and each hash covers the one before. */
async function expectWhole(database: Database): Promise<void> {
  let hash = genesis;
  const rows = await stored(database);
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
  for (const row of rows) {
    hash = chainedHash(hash, row.seq, row);
    expect(row.hash).toBe(hash);
  }
  expect(await query(database.reader, sql`SELECT seq, hash FROM feed_head`)).toMatchObject([{ seq: rows.length, hash }]);
}

/** Small and repeatable. */
function random(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it("an event gets its number after the commit, gapless, with a hash that covers all before", async () => {
  const lamps = await openLamps();
  for (const lamp of ["a", "b", "a"]) await lamps.switch(lamp);
  expect((await stored(lamps.database)).map((row) => row.seq)).toEqual([null, null, null]);
  expect(await lamps.feed.drain()).toBe(3);
  expect(await lamps.feed.drain()).toBe(0);
  await lamps.remove("b");
  await lamps.feed.drain();
  await expectWhole(lamps.database);
  expect((await stored(lamps.database)).map((row) => `${row.entity_id} ${row.op} ${row.data ?? "-"}`)).toEqual(['a UPSERT {"switched":1}', 'b UPSERT {"switched":1}', 'a UPSERT {"switched":2}', "b DELETE -"]);
});

it("a transaction that is rolled back leaves no event, and reports none as written", async () => {
  const lamps = await openLamps();
  const written: string[] = [];
  await expect(
    lamps.database.write(async (tx) => {
      await emit(tx, { ...lamps.services, written }, { type: "Lamp", id: "a", op: "UPSERT" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await lamps.feed.drain()).toBe(0);
  const id = await lamps.database.write((tx) => emit(tx, { ...lamps.services, written, causedBy: "evt_1" }, { type: "Lamp", id: "a", op: "UPSERT" }));
  expect(written).toEqual([id]);
  await lamps.feed.drain();
  expect(await stored(lamps.database)).toMatchObject([{ seq: 1, id, caused_by: "evt_1" }]);
});

it("a reader that polls while 16 writers commit misses nothing and sees nothing twice, one transaction held open all the while", async () => {
  const draw = random(seed());
  const lamps = await openLamps({ relay: { pollMilliseconds: 20, batchSize: 7 } });
  lamps.feed.start();
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 8; turn++) {
        const slow = lamps.database.engine === "mysql" && writer === 0 && turn === 2;
        await lamps.switch(`lamp ${writer}`, () => pause(slow ? 150 : draw() * 3));
        if (draw() < 0.3) await pause(draw() * 5);
      }
    }),
  ).finally(() => {
    writing = false;
  });
  const seen: Change[] = [];
  for (let cursor: string | null = null, all = false; !all; ) {
    const over = !writing;
    const page = await lamps.feed.read({ after: cursor, first: 1 + Math.floor(draw() * 9), waitMilliseconds: over ? 0 : 10, withPayload: true });
    seen.push(...page.changes);
    cursor = page.nextCursor;
    all = over && !page.hasMore;
  }
  await writers;
  await lamps.feed.stop();
  const rows = await stored(lamps.database);
  expect(rows).toHaveLength(128);
  expect(seen.map((change) => change.event)).toEqual(rows.map((row) => row.id));
  await expectWhole(lamps.database);
  expect(inOrderOfEachLamp(rows)).toBe(true);
});

/** Two changes of one object never change places. */
function inOrderOfEachLamp(rows: readonly StoredRow[]): boolean {
  const last = new Map<string, number>();
  return rows.every((row) => {
    const { switched } = JSON.parse(row.data!) as { switched: number };
    const follows = switched === (last.get(row.entity_id) ?? 0) + 1;
    last.set(row.entity_id, switched);
    return follows;
  });
}

describe("two processes on one database", () => {
  let databases: Database[] = [];
  let replicas: Lamps[] = [];
  let failures: string[] = [];

  beforeEach(async () => {
    failures = [];
    const settings = await testDatabaseSettings();
    databases = [await openDatabase(lampDefinition, settings), await openDatabase(lampDefinition, settings)];
    const logger = createLogger("error", { write: (line: string) => void failures.push(line) });
    replicas = await Promise.all(databases.map((database) => openLamps({ database, logger, relay: { pollMilliseconds: 5, batchSize: 3 } })));
  });

  afterEach(async () => {
    await Promise.all(replicas.map(({ feed }) => feed.stop()));
    await Promise.all(databases.map((database) => database.close()));
  });

  it("two relays that race number every event once, and neither ever fails", async () => {
    for (const { feed } of replicas) feed.start();
    await Promise.all(Array.from({ length: 12 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn++) await replicas[writer % 2]!.switch(`lamp ${writer}`);
    }));
    for (const { feed } of replicas) await feed.drain();
    await Promise.all(replicas.map(({ feed }) => feed.stop()));
    expect(await stored(databases[0]!)).toHaveLength(120);
    await expectWhole(databases[0]!);
    expect(failures).toEqual([]);
  });

  it("what one process wrote and died over is numbered by the other, and wakes those who wait there", async () => {
    const [dying, other] = replicas as [Lamps, Lamps];
    other.feed.start();
    const waiting = other.feed.read({ after: null, first: 10, waitMilliseconds: 5_000 });
    await dying.switch("a");
    expect((await waiting).changes).toMatchObject([{ sequence: 1, id: "a" }]);
  });
});

it("an idle relay asks one question a poll, and nothing after it has stopped", async () => {
  const lamps = await openLamps({ relay: { pollMilliseconds: 10, batchSize: 10 } });
  const before = lamps.database.statements();
  lamps.feed.start();
  await pause(105);
  await lamps.feed.stop();
  const asked = lamps.database.statements() - before;
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThanOrEqual(12);
  await pause(40);
  expect(lamps.database.statements() - before).toBe(asked);
});

it("a relay whose database is away says so once and goes on when it is back", async () => {
  const lines: string[] = [];
  const healthy = await openLamps();
  let away = true;
  const database = { ...healthy.database, reader: healthy.database.reader, write: <T>(work: (tx: EntityManager) => Promise<T>) => (away ? Promise.reject(new Error("away")) : healthy.database.write(work)) };
  await healthy.switch("a");
  const feed = createFeed("lamps", database, createLogger("info", { write: (line: string) => void lines.push(line) }), { pollMilliseconds: 5, batchSize: 10 });
  feed.start();
  await pause(60);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("it keeps trying");
  away = false;
  while ((await stored(healthy.database))[0]!.seq === null) await pause(5);
  await feed.stop();
  await expectWhole(healthy.database);
});

it("an event that was altered shows in every hash behind it", async () => {
  const lamps = await openLamps();
  for (const lamp of ["a", "b", "c"]) await lamps.switch(lamp);
  await lamps.feed.drain();
  await lamps.database.write((tx) => run(tx, sql`UPDATE outbox SET data = ${'{"switched":9}'} WHERE seq = 2`));
  await expect(expectWhole(lamps.database)).rejects.toThrow();
});
