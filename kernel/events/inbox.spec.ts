import sql from "sql-template-tag";
import { query, run } from "../database/rows";
import { Fault } from "../errors/faults";
import { countingPeer, lampRecorder, openLamps, restoreFirst, type Lamps } from "../testing/spine";
import type { ConsumerDefinition } from "./consumer";
import { Inbox } from "./inbox";

let owner: Lamps;
let follower: Lamps;

beforeEach(async () => {
  [owner, follower] = await Promise.all([openLamps(), openLamps()]);
});

async function switchAll(...lamps: string[]): Promise<void> {
  for (const lamp of lamps) await owner.switch(lamp);
}

describe("exactly once", () => {
  const inboxOf = (definition: ConsumerDefinition = lampRecorder) => new Inbox(definition, follower.database, follower.services.clock, () => follower.services);
  const pageAfter = (after: string | null, first: number) => owner.feed.read({ after, first, withPayload: true });

  it("a page that is delivered twice, or out of order, has its effect once and in order", async () => {
    await switchAll("a", "b", "c", "d");
    const first = await pageAfter(null, 2);
    const second = await pageAfter(first.nextCursor, 2);
    const inbox = inboxOf();
    await inbox.state();
    expect(await inbox.apply(first.nextCursor, second)).toBe(false);
    expect(await inbox.apply("", first)).toBe(true);
    expect(await inbox.apply("", first)).toBe(false);
    expect(await inbox.apply(first.nextCursor, second)).toBe(true);
    expect(await inbox.apply(first.nextCursor, second)).toBe(false);
    expect(await inbox.apply("", await pageAfter(null, 4))).toBe(false);
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1", "d 1"]);
  });

  it("replicas that apply the same pages at once apply each event once", async () => {
    await switchAll("a", "b", "c", "d", "e", "f", "g");
    const replicas = Array.from({ length: 4 }, () => follower.consumer(lampRecorder, countingPeer(owner), { pageSize: 2 }));
    await Promise.all(replicas.map((consumer) => consumer.drain()));
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1", "d 1", "e 1", "f 1", "g 1"]);
  });

  it("a feed that is read again from its beginning changes nothing: each event is taken in under its key once", async () => {
    const consumer = follower.consumer(lampRecorder, countingPeer(owner));
    await switchAll("a", "b");
    await consumer.catchUp();
    await follower.database.write((tx) => run(tx, sql`UPDATE consumer_cursor SET position = ${""}`));
    await switchAll("c");
    await consumer.catchUp();
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1"]);
  });

  it("an effect and its cursor come together or not at all", async () => {
    let broken = true;
    const breaking: ConsumerDefinition = {
      ...lampRecorder,
      handlers: {
        Lamp: async (tx, change, context) => {
          await lampRecorder.handlers["Lamp"]!(tx, change, context);
          if (broken) throw new Fault("NOT_YET_VISIBLE");
        },
      },
    };
    const consumer = follower.consumer(breaking, countingPeer(owner));
    await switchAll("a");
    await expect(consumer.drain()).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
    expect(await follower.heard()).toEqual([]);
    expect(await query(follower.database.reader, sql`SELECT position FROM consumer_cursor`)).toEqual([{ position: "" }]);
    expect(await query(follower.database.reader, sql`SELECT event_id FROM inbox`)).toEqual([]);
    broken = false;
    await consumer.drain();
    expect(await follower.heard()).toEqual(["a 1"]);
  });
});

describe("an owner whose history was replaced", () => {
  it("is read from its beginning, without applying again what was applied", async () => {
    const consumer = follower.consumer(lampRecorder, countingPeer(owner));
    await switchAll("a", "b", "c");
    await consumer.catchUp();
    await restoreFirst(owner);
    await switchAll("d");
    await consumer.catchUp();
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1", "d 1"]);
  });

  it("has a projection built anew, without what the owner lost", async () => {
    const consumer = follower.consumer({ ...lampRecorder, rebuild: async (tx) => void (await run(tx, sql`DELETE FROM switching`)) }, countingPeer(owner));
    await switchAll("a", "b", "c");
    await consumer.catchUp();
    await restoreFirst(owner);
    await switchAll("d");
    await consumer.catchUp();
    expect(await follower.heard()).toEqual(["a 1", "d 1"]);
  });
});
