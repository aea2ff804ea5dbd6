import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { query, run } from "../database/rows";
import { Fault } from "../errors/faults";
import { createLogger } from "../logging/logging";
import { lampRecorder, openLamps, type Lamps } from "../testing/spine";
import type { ConsumerDefinition } from "./consumer";
import { emit } from "./emit";
import { Inbox } from "./inbox";
import type { Peer, PullRequest } from "./peer";
import { inProcessPeer } from "./peers";
import { settled } from "./settled";
import { skipEvent } from "./skip-event";

const patient = { waitMilliseconds: 20_000, pauseMilliseconds: 5, longestPauseMilliseconds: 10 };

let owner: Lamps;
let follower: Lamps;
let log: Record<string, unknown>[];

beforeEach(async () => {
  log = [];
  const logger = createLogger("info", { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) });
  [owner, follower] = await Promise.all([openLamps({ relay: { pollMilliseconds: 60_000, batchSize: 200 } }), openLamps({ logger })]);
});

/** The way to the owner, counting how often it is gone. */
function ownersFeed(before?: (request: PullRequest) => Promise<unknown>): Peer & { pulls: number } {
  const peer = inProcessPeer(() => owner.feed);
  const counted = {
    pulls: 0,
    async pull(request: PullRequest) {
      counted.pulls++;
      await before?.(request);
      return peer.pull(request);
    },
  };
  return counted;
}

async function switched(...lamps: string[]): Promise<void> {
  for (const lamp of lamps) await owner.switch(lamp);
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await pause(5);
}

it("what one subgraph commits, another applies, in order", async () => {
  const consumer = follower.consumer(lampRecorder, ownersFeed());
  await switched("a", "b", "a");
  await owner.remove("b");
  await consumer.catchUp();
  expect(await follower.heard()).toEqual(["a 1", "b 1", "a 2", "b 0"]);
  expect(await consumer.health()).toMatchObject({ consumer: "recorder", from: "lamps", state: "following", stoppedBy: null });
});

it("a consumer that follows hears of a commit without asking again and again", async () => {
  const peer = ownersFeed();
  const consumer = follower.consumer(lampRecorder, peer, patient);
  owner.feed.start();
  consumer.start();
  await switched("a");
  await until(async () => (await follower.heard()).length === 1);
  const pulls = peer.pulls;
  await pause(50);
  expect(peer.pulls - pulls).toBeLessThanOrEqual(1);
  await Promise.all([consumer.stop(), owner.feed.stop()]);
});

it("an event from a handler names what caused it", async () => {
  const consumer = follower.consumer({ ...lampRecorder, handlers: { Lamp: async (tx, change, context) => void (await emit(tx, context, { type: "Echo", id: change.id, op: "UPSERT" })) } }, ownersFeed());
  await switched("a");
  await settled([{ feed: owner.feed, consumers: [] }, { feed: follower.feed, consumers: [consumer] }]);
  const { changes } = await owner.feed.read({ after: null, first: 1 });
  expect((await follower.feed.read({ after: null, first: 1 })).changes).toMatchObject([{ type: "Echo", causedBy: changes[0]!.event }]);
});

describe("exactly once", () => {
  const inboxOf = (definition: ConsumerDefinition = lampRecorder) => new Inbox(definition, follower.database, follower.services.clock, () => follower.services);
  const pageAfter = (after: string | null, first: number) => owner.feed.read({ after, first, withPayload: true });

  it("a page that is delivered twice, or out of order, has its effect once and in order", async () => {
    await switched("a", "b", "c", "d");
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
    await switched("a", "b", "c", "d", "e", "f", "g");
    const replicas = Array.from({ length: 4 }, () => follower.consumer(lampRecorder, ownersFeed(), { pageSize: 2 }));
    await Promise.all(replicas.map((consumer) => consumer.drain()));
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1", "d 1", "e 1", "f 1", "g 1"]);
  });

  it("a feed that is read again from its beginning changes nothing: each event is taken in under its key once", async () => {
    const consumer = follower.consumer(lampRecorder, ownersFeed());
    await switched("a", "b");
    await consumer.catchUp();
    await follower.database.write((tx) => run(tx, sql`UPDATE consumer_cursor SET position = ${""}`));
    await switched("c");
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
    const consumer = follower.consumer(breaking, ownersFeed());
    await switched("a");
    await expect(consumer.drain()).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
    expect(await follower.heard()).toEqual([]);
    expect(await query(follower.database.reader, sql`SELECT position FROM consumer_cursor`)).toEqual([{ position: "" }]);
    expect(await query(follower.database.reader, sql`SELECT event_id FROM inbox`)).toEqual([]);
    broken = false;
    await consumer.drain();
    expect(await follower.heard()).toEqual(["a 1"]);
  });
});

describe("an event that cannot be applied", () => {
  const choking: ConsumerDefinition = {
    name: "choking",
    from: "lamps",
    handlers: {
      Lamp: (tx, change, context) => {
        if (change.id === "bad") throw new TypeError(`cannot read ${change.id}`);
        return lampRecorder.handlers["Lamp"]!(tx, change, context);
      },
    },
  };

  it("stops its consumer where it stands, visibly, and nobody else", async () => {
    const peer = ownersFeed();
    const [stopping, other] = [follower.consumer(choking, peer, patient), follower.consumer({ ...lampRecorder, handlers: { Lamp: async () => {} } }, peer, patient)];
    await switched("a", "bad", "b");
    for (const consumer of [stopping, other]) consumer.start();
    await until(async () => (await stopping.health()).state === "stopped");
    await other.catchUp();
    expect(await follower.heard()).toEqual(["a 1"]);
    const bad = (await owner.feed.read({ after: null, first: 10 })).changes.find((change) => change.id === "bad")!;
    expect(await stopping.health()).toMatchObject({ state: "stopped", stoppedBy: bad.event });
    expect(await other.health()).toMatchObject({ state: "following" });
    await expect(stopping.catchUp()).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
    const told = log.filter((line) => line["event"] === bad.event);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ level: 50, consumer: "choking", err: { type: "TypeError" } });
    expect(JSON.stringify(told)).not.toContain("cannot read bad");
    await Promise.all([stopping.stop(), other.stop()]);
  });

  it("is passed over once somebody skips it with a reason; what follows is applied", async () => {
    const consumer = follower.consumer(choking, ownersFeed(), patient);
    await switched("a", "bad", "b");
    consumer.start();
    await until(async () => (await consumer.health()).state === "stopped");
    const { stoppedBy } = await consumer.health();
    const { database, services } = follower;
    expect(await skipEvent(database, services.clock, { consumer: "choking", event: "evt_other", because: "no" })).toBe(false);
    expect(await skipEvent(database, services.clock, { consumer: "choking", event: stoppedBy!, because: "the lamp never existed" })).toBe(true);
    await until(async () => (await consumer.health()).state === "following");
    await consumer.drain();
    expect(await follower.heard()).toEqual(["a 1", "b 1"]);
    expect(await query(database.reader, sql`SELECT skipped_because FROM inbox WHERE event_id = ${stoppedBy}`)).toEqual([{ skipped_because: "the lamp never existed" }]);
    await consumer.stop();
  });
});

describe("an owner whose history was replaced", () => {
  async function restore(): Promise<void> {
    await owner.database.write(async (tx) => {
      await run(tx, sql`DELETE FROM outbox WHERE seq > 1`);
      await run(tx, sql`UPDATE feed_head SET seq = 1, hash = (SELECT hash FROM outbox WHERE seq = 1)`);
    });
  }

  it("is read from its beginning, without applying again what was applied", async () => {
    const consumer = follower.consumer(lampRecorder, ownersFeed());
    await switched("a", "b", "c");
    await consumer.catchUp();
    await restore();
    await switched("d");
    await consumer.catchUp();
    expect(await follower.heard()).toEqual(["a 1", "b 1", "c 1", "d 1"]);
  });

  it("has a projection built anew, without what the owner lost", async () => {
    const consumer = follower.consumer({ ...lampRecorder, rebuild: async (tx) => void (await run(tx, sql`DELETE FROM switching`)) }, ownersFeed());
    await switched("a", "b", "c");
    await consumer.catchUp();
    await restore();
    await switched("d");
    await consumer.catchUp();
    expect(await follower.heard()).toEqual(["a 1", "d 1"]);
  });
});

describe("catching up", () => {
  it("calls of one moment share one pull", async () => {
    const peer = ownersFeed();
    const consumer = follower.consumer(lampRecorder, peer);
    await switched("a");
    await Promise.all(Array.from({ length: 20 }, () => consumer.catchUp()));
    expect(peer.pulls).toBe(1);
    expect(await follower.heard()).toEqual(["a 1"]);
  });

  it("a call that comes while a pull is under way sees what was committed before the call", async () => {
    let committed = false;
    const peer = ownersFeed();
    const slow: Peer = {
      async pull(request) {
        const page = await peer.pull(request);
        if (!committed) {
          committed = true;
          await switched("late");
          late = consumer.catchUp().then(() => follower.heard());
        }
        return page;
      },
    };
    const consumer = follower.consumer(lampRecorder, slow);
    let late: Promise<readonly string[]> | undefined;
    await consumer.catchUp();
    expect(await late).toEqual(["late 1"]);
  });

  it("takes no longer than its budget, and says that what was asked for is not visible yet", async () => {
    const hanging = follower.consumer(lampRecorder, { pull: () => new Promise(() => undefined) }, { catchUpMilliseconds: 20 });
    const began = performance.now();
    await expect(hanging.catchUp()).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
    expect(performance.now() - began).toBeLessThan(2_000);
    const dead = follower.consumer(lampRecorder, { pull: () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1")) });
    await expect(dead.catchUp()).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
  });
});

it("a consumer whose owner does not answer keeps trying, says so once, and goes on when it does", async () => {
  let down = true;
  const consumer = follower.consumer(lampRecorder, ownersFeed(() => (down ? Promise.reject(new Error("down")) : Promise.resolve())), patient);
  consumer.start();
  await until(async () => (await consumer.health()).state === "waiting");
  await pause(60);
  expect(log.filter((line) => line["level"] === 40)).toHaveLength(1);
  down = false;
  await switched("a");
  owner.feed.start();
  await until(async () => (await follower.heard()).length === 1);
  await Promise.all([consumer.stop(), owner.feed.stop()]);
});

it("settled drives what follows from what, to the end", async () => {
  const back = { ...lampRecorder, name: "back", handlers: { Echo: lampRecorder.handlers["Lamp"]! } };
  const echoing: ConsumerDefinition = { name: "echoing", from: "lamps", handlers: { Lamp: async (tx, change, context) => void (await emit(tx, context, { type: "Echo", id: change.id, op: "DELETE" })) } };
  const parts = [
    { feed: owner.feed, consumers: [owner.consumer(back, inProcessPeer(() => follower.feed))] },
    { feed: follower.feed, consumers: [follower.consumer(echoing, ownersFeed())] },
  ];
  await switched("a", "b");
  await settled(parts);
  expect(await owner.heard()).toEqual(["a 0", "b 0"]);
});
