import { countingPeer, lampRecorder, openLamps, type Lamps } from "../testing/spine";
import type { Peer } from "./peer";

let owner: Lamps;
let follower: Lamps;

beforeEach(async () => {
  [owner, follower] = await Promise.all([openLamps(), openLamps()]);
});

async function switchAll(...lamps: string[]): Promise<void> {
  for (const lamp of lamps) await owner.switch(lamp);
}

describe("catching up", () => {
  it("calls of one moment share one pull", async () => {
    const peer = countingPeer(owner);
    const consumer = follower.consumer(lampRecorder, peer);
    await switchAll("a");
    await Promise.all(Array.from({ length: 20 }, () => consumer.catchUp()));
    expect(peer.pulls).toBe(1);
    expect(await follower.heard()).toEqual(["a 1"]);
  });

  it("a call that comes while a pull is under way sees what was committed before the call", async () => {
    let committed = false;
    const peer = countingPeer(owner);
    const slow: Peer = {
      async pull(request) {
        const page = await peer.pull(request);
        if (!committed) {
          committed = true;
          await switchAll("late");
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
