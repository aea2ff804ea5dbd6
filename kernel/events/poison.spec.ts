import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { query } from "../database/rows";
import { createLogger } from "../logging/logging";
import { countingPeer, lampRecorder, openLamps, type Lamps } from "../testing/spine";
import type { ConsumerDefinition } from "./consumer";
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

async function switchAll(...lamps: string[]): Promise<void> {
  for (const lamp of lamps) await owner.switch(lamp);
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await pause(5);
}

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
    const peer = countingPeer(owner);
    const [stopping, other] = [follower.consumer(choking, peer, patient), follower.consumer({ ...lampRecorder, handlers: { Lamp: async () => {} } }, peer, patient)];
    await switchAll("a", "bad", "b");
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
    const consumer = follower.consumer(choking, countingPeer(owner), patient);
    await switchAll("a", "bad", "b");
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
