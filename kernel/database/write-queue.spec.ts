import { WriteQueue } from "./write-queue";

/** Work that says when it began and ends when told. */
function work(began: string[], name: string) {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { begin: async () => (began.push(name), await ended, name), end };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 2));

it("as many run at once as the queue is wide; the others follow in the order asked, whoever goes ahead before them", async () => {
  const began: string[] = [];
  const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((name) => work(began, name));
  const queue = new WriteQueue(2);
  const all = [queue.run(a!.begin), queue.run(b!.begin), queue.run(c!.begin), queue.run(d!.begin), queue.run(e!.begin, { ahead: true })];
  await turn();
  expect(began).toEqual(["a", "b"]);
  b!.end();
  await turn();
  expect(began).toEqual(["a", "b", "e"]);
  for (const each of [a, c, d, e]) each!.end();
  expect(await Promise.all(all)).toEqual(["a", "b", "c", "d", "e"]);
  expect(began).toEqual(["a", "b", "e", "c", "d"]);
});

it("what one throws reaches its own caller, and the next one runs", async () => {
  const queue = new WriteQueue(1);
  const broken = queue.run(() => Promise.reject(new Error("mine")));
  const next = queue.run(() => Promise.resolve("next"));
  await expect(broken).rejects.toThrow("mine");
  expect(await next).toBe("next");
});

it("a long line that never waits for anything still lets the process see to other things", async () => {
  const queue = new WriteQueue(1);
  let done = 0;
  const line = Array.from({ length: 200 }, () => queue.run(async () => {
    const until = performance.now() + 0.5;
    while (performance.now() < until);
    done++;
  }));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBeLessThan(200);
  await Promise.all(line);
});
