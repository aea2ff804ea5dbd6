import { fixedClock, systemClock } from "../time/time";
import { createIds, isId, prefixOf } from "./ids";

it("an id names its type and nothing else about its object", () => {
  const id = createIds(systemClock).next("site");
  expect(id).toMatch(/^site_[0-9a-z]{26}$/);
  expect(prefixOf(id)).toBe("site");
  expect(isId("site", id)).toBe(true);
  expect(isId("vol", id)).toBe(false);
});

it.each(["", "site", "site_", "1abc", "site_01JD", "SITE_01jd9x6f3c8m2v5k7n9p1r3t5w", "site_81jd9x6f3c8m2v5k7n9p1r3t5w", true, 1, null, undefined, {}])("junk is no id: %p", (junk) => {
  expect(prefixOf(junk)).toBeNull();
});

it("a thousand ids of one millisecond are a thousand different ids", () => {
  const ids = createIds(fixedClock("2026-01-01T00:00:00.000000Z"));
  expect(new Set(Array.from({ length: 1000 }, () => ids.next("a"))).size).toBe(1000);
});

it("the same seed makes the same ids, another seed others", () => {
  const clock = fixedClock("2026-01-01T00:00:00.000000Z");
  const make = (seed: string) => {
    const ids = createIds(clock, seed);
    return Array.from({ length: 50 }, () => ids.next("a"));
  };
  expect(make("one")).toEqual(make("one"));
  expect(make("one")).not.toEqual(make("two"));
});

it("ids sort as they were made, within a millisecond and under a clock that steps back", () => {
  const clock = fixedClock("2026-01-01T00:00:01.000000Z");
  const ids = createIds(clock);
  const made = Array.from({ length: 50 }, () => ids.next("a"));
  clock.set("2026-01-01T00:00:00.000000Z");
  made.push(ids.next("a"));
  clock.set("2026-01-01T00:00:02.000000Z");
  made.push(ids.next("a"));
  expect([...made].sort()).toEqual(made);
});
