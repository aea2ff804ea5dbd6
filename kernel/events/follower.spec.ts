import { setTimeout as pause } from "node:timers/promises";
import { createLogger } from "../logging/logging";
import { countingPeer, lampRecorder, openLamps, type Lamps } from "../testing/spine";
import type { ConsumerDefinition } from "./consumer";
import { emit } from "./emit";
import { inProcessPeer } from "./peers";
import { settled } from "./settled";

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

it("what one subgraph commits, another applies, in order", async () => {
  const consumer = follower.consumer(lampRecorder, countingPeer(owner));
  await switchAll("a", "b", "a");
  await owner.remove("b");
  await consumer.catchUp();
  expect(await follower.heard()).toEqual(["a 1", "b 1", "a 2", "b 0"]);
  expect(await consumer.health()).toMatchObject({ consumer: "recorder", from: "lamps", state: "following", stoppedBy: null });
});

it("a consumer that follows hears of a commit without asking again and again", async () => {
  const peer = countingPeer(owner);
  const consumer = follower.consumer(lampRecorder, peer, patient);
  owner.feed.start();
  consumer.start();
  await switchAll("a");
  await until(async () => (await follower.heard()).length === 1);
  const pulls = peer.pulls;
  await pause(50);
  expect(peer.pulls - pulls).toBeLessThanOrEqual(1);
  await Promise.all([consumer.stop(), owner.feed.stop()]);
});

it("an owner that answers at once with nothing is not asked without a pause", async () => {
  const peer = countingPeer(owner);
  const consumer = follower.consumer(lampRecorder, peer, { ...patient, waitMilliseconds: 0, pauseMilliseconds: 20 });
  consumer.start();
  await pause(200);
  expect(peer.pulls).toBeLessThanOrEqual(12);
  await consumer.stop();
});

it("an event from a handler names what caused it", async () => {
  const consumer = follower.consumer({ ...lampRecorder, handlers: { Lamp: async (tx, change, context) => void (await emit(tx, context, { type: "Echo", id: change.id, op: "UPSERT" })) } }, countingPeer(owner));
  await switchAll("a");
  await settled([{ feed: owner.feed, consumers: [] }, { feed: follower.feed, consumers: [consumer] }]);
  const { changes } = await owner.feed.read({ after: null, first: 1 });
  expect((await follower.feed.read({ after: null, first: 1 })).changes).toMatchObject([{ type: "Echo", causedBy: changes[0]!.event }]);
});

it("a consumer whose owner does not answer keeps trying, says so once, and goes on when it does", async () => {
  let down = true;
  const consumer = follower.consumer(lampRecorder, countingPeer(owner, () => (down ? Promise.reject(new Error("down")) : Promise.resolve())), patient);
  consumer.start();
  await until(async () => (await consumer.health()).state === "waiting");
  await pause(60);
  expect(log.filter((line) => line["level"] === 40)).toHaveLength(1);
  down = false;
  await switchAll("a");
  owner.feed.start();
  await until(async () => (await follower.heard()).length === 1);
  await Promise.all([consumer.stop(), owner.feed.stop()]);
});

it("settled drives what follows from what, to the end", async () => {
  const back = { ...lampRecorder, name: "back", handlers: { Echo: lampRecorder.handlers["Lamp"]! } };
  const echoing: ConsumerDefinition = { name: "echoing", from: "lamps", handlers: { Lamp: async (tx, change, context) => void (await emit(tx, context, { type: "Echo", id: change.id, op: "DELETE" })) } };
  const parts = [
    { feed: owner.feed, consumers: [owner.consumer(back, inProcessPeer(() => follower.feed))] },
    { feed: follower.feed, consumers: [follower.consumer(echoing, countingPeer(owner))] },
  ];
  await switchAll("a", "b");
  await settled(parts);
  expect(await owner.heard()).toEqual(["a 0", "b 0"]);
});
