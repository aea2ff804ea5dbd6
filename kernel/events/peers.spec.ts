import { generateSigningKey, publicKeysOf, type SigningKey } from "../auth/keys";
import { signatureHeader, signRequest } from "../auth/signing";
import { anonymous } from "../auth/caller";
import { createLogger } from "../logging/logging";
import type { SubgraphDefinition } from "../subgraph/definition";
import { serveSubgraph, type ServedSubgraph } from "../subgraph/serve";
import { testSubgraph, type TestSubgraph } from "../testing/subgraph";
import { systemClock } from "../time/time";
import { emit } from "./emit";
import { httpPeer, inProcessPeer } from "./peers";

const bare: SubgraphDefinition = { name: "activity", resolvers: [], entityTypes: {}, entities: [], migrations: [], policies: [] };
const [gateway, points, stranger] = [generateSigningKey("gateway"), generateSigningKey("points"), generateSigningKey("points")];

let owner: TestSubgraph;
let served: ServedSubgraph;

beforeEach(async () => {
  owner = await testSubgraph(bare);
  served = await serveSubgraph(owner, { host: "127.0.0.1", port: 0, trusted: publicKeysOf([gateway, points]), clock: systemClock, logger: createLogger("silent") });
});

afterEach(() => served.close());

const peerWith = (key: SigningKey, name = "activity") => httpPeer({ name, url: served.url, key, clock: systemClock, timeoutMilliseconds: 2_000 });
const pull = { after: null, first: 10, types: ["Activity"], waitMilliseconds: 0 };

async function happened(id: string): Promise<void> {
  await owner.database.write((tx) => emit(tx, owner.services, { type: "Activity", id, op: "UPSERT", data: { title: "义诊" } }));
}

it("over the network a sibling gets the same pages as in the same process", async () => {
  for (const id of ["one", "two", "three"]) await happened(id);
  const near = inProcessPeer(() => owner.feed);
  const first = await peerWith(points).pull({ ...pull, first: 2 });
  expect(first).toEqual(await near.pull({ ...pull, first: 2 }));
  expect(first.changes[0]).toMatchObject({ id: "one", payload: '{"title":"义诊"}' });
  const rest = { ...pull, after: first.nextCursor };
  expect(await peerWith(points).pull(rest)).toEqual(await near.pull(rest));
});

it("a sibling may wait for news, and is let go when the owner ends", async () => {
  owner.feed.start();
  const waiting = peerWith(points).pull({ ...pull, waitMilliseconds: 15_000 });
  await happened("one");
  const { changes, nextCursor } = await waiting;
  expect(changes).toHaveLength(1);
  const again = peerWith(points).pull({ ...pull, after: nextCursor, waitMilliseconds: 15_000 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await served.close();
  expect((await again).changes).toEqual([]);
  expect(performance.now() - began).toBeLessThan(5_000);
});

it("a lost history is told as such", async () => {
  const unknown = Buffer.from(JSON.stringify(["activity", 7, "f".repeat(64)])).toString("base64url");
  await expect(peerWith(points).pull({ ...pull, after: unknown })).rejects.toMatchObject({ code: "RESYNC_REQUIRED" });
});

it("whoever is not trusted under the name it signs with learns nothing, and no other feed's name opens this one", async () => {
  await expect(peerWith(stranger).pull(pull)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  await expect(peerWith(points, "org").pull(pull)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});

it("a sibling reads the feed and nothing else; the gateway cannot read the data", async () => {
  async function send(key: SigningKey, query: string) {
    const body = JSON.stringify({ query });
    const signature = await signRequest(key, { audience: "activity", body, caller: anonymous, clock: systemClock });
    const response = await fetch(served.url, { method: "POST", headers: { "content-type": "application/json", [signatureHeader]: signature }, body });
    return (await response.json()) as { errors?: { extensions: { code: string } }[] };
  }
  expect((await send(points, "{ _service { sdl } }")).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  expect((await send(points, "{ activityChanges { nextCursor } _service { sdl } }")).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  expect((await send(points, "{ activityChanges { nextCursor } }")).errors).toBeUndefined();
  expect((await send(gateway, "{ activityChanges { changes { payload } } }")).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
});

it("readiness tells how each consumer fares", async () => {
  expect(await (await fetch(new URL("ready", served.url))).json()).toEqual({ status: "up", consumers: { "site-tree": "following" } });
});

it("an owner that is gone or hangs is an error of its own, in time", async () => {
  await served.close();
  await expect(peerWith(points).pull(pull)).rejects.toThrow();
  served = await serveSubgraph(owner, { host: "127.0.0.1", port: 0, trusted: publicKeysOf([gateway, points]), clock: systemClock, logger: createLogger("silent") });
});
