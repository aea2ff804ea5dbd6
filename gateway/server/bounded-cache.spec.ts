import { BoundedCache } from "./bounded-cache";

it("the entry unused for longest makes room", () => {
  const cache = new BoundedCache<number>({ count: 2 });
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
});

it("heavy entries make room as well, and one heavier than the whole is not kept", () => {
  const cache = new BoundedCache<string>({ count: 10, weight: 10 });
  cache.set("a", "a", 6);
  cache.set("b", "b", 6);
  cache.set("c", "c", 11);
  expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([undefined, "b", undefined, 1]);
});

it("an entry set again counts once", () => {
  const cache = new BoundedCache<string>({ count: 10, weight: 10 });
  for (let time = 0; time < 5; time++) cache.set("a", "a", 6);
  cache.set("b", "b", 4);
  expect([cache.get("a"), cache.get("b")]).toEqual(["a", "b"]);
});
