import { sharing } from "./sharing";
import { createSignal } from "./signal";

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("sharing", () => {
  it("calls of one moment share one run; who calls during it gets the next, and shares that", async () => {
    let runs = 0;
    let release: (() => void) | undefined;
    const call = sharing(async () => {
      const run = ++runs;
      await new Promise<void>((resolve) => (release = resolve));
      return run;
    });
    const first = [call(), call(), call()];
    await turn();
    const second = [call(), call()];
    await turn();
    expect(runs).toBe(1);
    release!();
    expect(await Promise.all(first)).toEqual([1, 1, 1]);
    await turn();
    release!();
    expect(await Promise.all(second)).toEqual([2, 2]);
    await turn();
    expect(runs).toBe(2);
  });

  it("a run that fails fails for those who shared it and for nobody else", async () => {
    let runs = 0;
    const call = sharing(async () => {
      runs++;
      await turn();
      if (runs === 1) throw new Error("first");
      return runs;
    });
    const first = call();
    await Promise.resolve();
    await Promise.resolve();
    const second = call();
    await expect(first).rejects.toThrow("first");
    expect(await second).toBe(2);
    expect(await call()).toBe(3);
  });
});

describe("a signal", () => {
  it("that was raised between the look and the wait is not missed", async () => {
    const signal = createSignal();
    const seen = signal.count;
    signal.raise();
    await signal.after(seen, 60_000);
    const woken = signal.after(signal.count, 60_000);
    signal.raise();
    await woken;
  });

  it("lets go when the time is up or the one who waits has left", async () => {
    const signal = createSignal();
    await signal.after(signal.count, 5);
    const gone = new AbortController();
    const waiting = signal.after(signal.count, 60_000, gone.signal);
    gone.abort();
    await waiting;
    await signal.after(signal.count, 60_000, gone.signal);
  });
});
