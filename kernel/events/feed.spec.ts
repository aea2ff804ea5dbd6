import sql from "sql-template-tag";
import { run } from "../database/rows";
import { openLamps, type Lamps } from "../testing/spine";
import { emit } from "./emit";
import type { Change } from "./event";
import { createFeed } from "./feed";

let lamps: Lamps;

beforeEach(async () => {
  lamps = await openLamps({ relay: { pollMilliseconds: 60_000, batchSize: 200 } });
});

async function readAll(first: number, options: { types?: string[] } = {}): Promise<{ changes: Change[]; pages: number; cursor: string }> {
  const changes: Change[] = [];
  for (let after: string | null = null, pages = 1; ; pages++) {
    const page = await lamps.feed.read({ after, first, ...options });
    changes.push(...page.changes);
    if (!page.hasMore) return { changes, pages, cursor: page.nextCursor };
    after = page.nextCursor;
  }
}

async function switchMany(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await lamps.switch(`lamp ${turn % 3}`);
}

it("a read sees what was committed before it, without waiting for anybody", async () => {
  await lamps.switch("a");
  const page = await lamps.feed.read({ after: null, first: 10 });
  expect(page).toMatchObject({ changes: [{ sequence: 1, type: "Lamp", id: "a", op: "UPSERT", causedBy: null, payload: null }], hasMore: false });
  expect(await lamps.feed.read({ after: page.nextCursor, first: 10 })).toEqual({ changes: [], nextCursor: page.nextCursor, hasMore: false });
});

it("pages of every size give the same changes in the same order", async () => {
  await switchMany(12);
  const whole = (await readAll(100)).changes;
  expect(whole.map((change) => change.sequence)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  for (const first of [1, 2, 5, 11, 12, 13]) {
    const { changes, pages } = await readAll(first);
    expect(changes).toEqual(whole);
    expect(pages).toBe(Math.ceil(12 / first));
  }
});

it("every change has a cursor from which reading goes on behind it", async () => {
  await switchMany(4);
  const { changes } = await readAll(100);
  expect((await lamps.feed.read({ after: changes[1]!.cursor, first: 10 })).changes).toEqual(changes.slice(2));
});

it("a deletion arrives as a tombstone", async () => {
  await lamps.switch("a");
  await lamps.remove("a");
  expect((await readAll(10)).changes.map((change) => `${change.id} ${change.op}`)).toEqual(["a UPSERT", "a DELETE"]);
});

it("a filter by type leaves the others out, and the cursor moves past them", async () => {
  await switchMany(3);
  await lamps.database.write((tx) => emit(tx, lamps.services, { type: "Socket", id: "s", op: "UPSERT" }));
  await switchMany(2);
  const sockets = await readAll(1, { types: ["Socket"] });
  expect(sockets.changes.map((change) => change.sequence)).toEqual([4]);
  expect(sockets.cursor).toBe((await readAll(100)).cursor);
  expect((await readAll(100, { types: ["Lamp", "Socket"] })).changes).toHaveLength(6);
});

it("the data comes only to whom it is meant for", async () => {
  await lamps.switch("a");
  expect((await lamps.feed.read({ after: null, first: 1 })).changes[0]!.payload).toBeNull();
  expect((await lamps.feed.read({ after: null, first: 1, withPayload: true })).changes[0]!.payload).toBe('{"switched":1}');
});

describe("a cursor that the chain does not know", () => {
  const readAfter = (after: string) => lamps.feed.read({ after, first: 10 });

  it("asks for a new beginning after the history behind it was replaced", async () => {
    await switchMany(3);
    const { changes, cursor } = await readAll(100);
    await lamps.database.write((tx) => run(tx, sql`DELETE FROM outbox WHERE seq > 1`));
    await lamps.database.write((tx) => run(tx, sql`UPDATE feed_head SET seq = 1, hash = (SELECT hash FROM outbox WHERE seq = 1)`));
    await expect(readAfter(cursor)).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
    expect((await readAfter(changes[0]!.cursor)).changes).toEqual([]);
    await switchMany(4);
    await expect(readAfter(cursor)).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
    await expect(readAfter(changes[1]!.cursor)).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
    expect((await readAfter(changes[0]!.cursor)).changes).toHaveLength(4);
  });

  it("is refused as input when it is none of this feed's", async () => {
    await expect(readAfter("nonsense!")).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(readAfter(Buffer.from(JSON.stringify(["other", 1, "x"])).toString("base64url"))).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(readAfter(Buffer.from(JSON.stringify(["lamps", -1, "x"])).toString("base64url"))).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

it("while nobody can number events, others read what there is; a sibling, who relies on seeing all, is told to come again", async () => {
  await lamps.switch("a");
  await lamps.feed.drain();
  await lamps.switch("b");
  const database = { ...lamps.database, reader: lamps.database.reader, write: () => Promise.reject(new Error("the head is held")) };
  const stuck = createFeed("lamps", database, lamps.services.logger);
  expect((await stuck.read({ after: null, first: 10 })).changes).toHaveLength(1);
  await expect(stuck.read({ after: null, first: 10, withPayload: true })).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
  const hanging = createFeed("lamps", { ...database, write: () => new Promise(() => undefined) }, lamps.services.logger);
  await expect(hanging.read({ after: null, first: 10, withPayload: true })).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
});

describe("waiting for news", () => {
  it("ends with the commit that brings some", async () => {
    lamps.feed.start();
    const { cursor } = await readAll(10);
    const began = performance.now();
    const waiting = lamps.feed.read({ after: cursor, first: 10, waitMilliseconds: 20_000 });
    await lamps.switch("a");
    expect((await waiting).changes).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5_000);
    await lamps.feed.stop();
  });

  it("ends with an empty page when the time is up, or nobody waits any more", async () => {
    const { cursor } = await readAll(10);
    expect((await lamps.feed.read({ after: cursor, first: 10, waitMilliseconds: 15 })).changes).toEqual([]);
    const gone = new AbortController();
    const waiting = lamps.feed.read({ after: cursor, first: 10, waitMilliseconds: 20_000, signal: gone.signal });
    gone.abort();
    expect((await waiting).changes).toEqual([]);
  });

  it("ends when the feed stops", async () => {
    const waiting = lamps.feed.read({ after: null, first: 10, waitMilliseconds: 20_000 });
    await lamps.feed.stop();
    expect((await waiting).changes).toEqual([]);
  });

  it("goes on through news that a filter leaves out", async () => {
    lamps.feed.start();
    const waiting = lamps.feed.read({ after: null, first: 10, types: ["Socket"], waitMilliseconds: 20_000 });
    await lamps.switch("a");
    await lamps.feed.drain();
    await lamps.database.write((tx) => emit(tx, lamps.services, { type: "Socket", id: "s", op: "UPSERT" }));
    expect((await waiting).changes).toMatchObject([{ type: "Socket", sequence: 2 }]);
    await lamps.feed.stop();
  });

  it("costs no statement while nothing happens", async () => {
    const { cursor } = await readAll(10);
    const gone = new AbortController();
    const waiting = lamps.feed.read({ after: cursor, first: 10, waitMilliseconds: 20_000, signal: gone.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = lamps.database.statements();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lamps.database.statements()).toBe(before);
    gone.abort();
    await waiting;
  });
});
