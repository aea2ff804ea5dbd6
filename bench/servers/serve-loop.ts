import { performance } from "node:perf_hooks";
import type { LoopCount } from "../harness/candidate";
import { pages, type Variables } from "../query";

// As many at once as the HTTP candidates have connections, so that batching meets the same crowd.
const concurrency = 32;

async function runFor(seconds: number, execute: (variables: Variables) => unknown): Promise<LoopCount> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let operations = 0;
  async function worker(first: number): Promise<void> {
    for (let n = first; performance.now() < end; n++) {
      await execute(pages[n % pages.length]!);
      operations++;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, (_, n) => worker(n * 15)));
  return { operations, seconds: (performance.now() - started) / 1000, answer: await execute(pages[0]!) };
}

export function serveLoop(execute: (variables: Variables) => unknown): void {
  process.on("message", ({ seconds }: { seconds: number }) => {
    void runFor(seconds, execute).then((count) => process.send!(count));
  });
  process.send!({});
}
