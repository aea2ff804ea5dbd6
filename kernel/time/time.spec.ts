import { businessDayOf, fixedClock, instantFromMilliseconds, millisecondsOf, parseDay, parseInstant, plusDays, plusMilliseconds, startOfBusinessDay, systemClock } from "./time";

describe("instants", () => {
  it("are 27 characters with microseconds, so that string order is time order", () => {
    const earlier = systemClock.now();
    const later = plusMilliseconds(earlier, 1);
    expect(earlier).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);
    expect(earlier < later).toBe(true);
  });

  it("keep their microseconds through arithmetic", () => {
    expect(plusMilliseconds("2026-01-01T00:00:00.000123Z", 1500)).toBe("2026-01-01T00:00:01.500123Z");
    expect(instantFromMilliseconds(millisecondsOf("2026-01-01T00:00:00.999000Z"))).toBe("2026-01-01T00:00:00.999000Z");
  });

  it("are read with any offset, and refused when the calendar has no such day", () => {
    expect(parseInstant("2026-01-01T08:00:00+08:00")).toBe("2026-01-01T00:00:00.000000Z");
    expect(parseInstant("2026-01-01T00:00:00.1234567Z")).toBe("2026-01-01T00:00:00.123456Z");
    expect(parseInstant("2026-02-31T00:00:00Z")).toBeNull();
    expect(parseInstant("2026-01-01")).toBeNull();
    expect(parseInstant("2026-01-01T25:00:00Z")).toBeNull();
  });

  it("are of a year with four digits in UTC, whatever the offset says", () => {
    expect(parseInstant("9999-12-31T23:59:59.999999Z")).toBe("9999-12-31T23:59:59.999999Z");
    expect(parseInstant("9999-12-31T23:59:59-01:00")).toBeNull();
    expect(parseInstant("1000-01-01T00:00:00+08:00")).toBeNull();
    expect(parseInstant("0000-01-01T00:00:00Z")).toBeNull();
  });
});

describe("business days", () => {
  it("begin at 16:00 UTC of the day before, Asia/Shanghai midnight", () => {
    expect(businessDayOf("2025-12-31T15:59:59.999999Z")).toBe("2025-12-31");
    expect(businessDayOf("2025-12-31T16:00:00.000000Z")).toBe("2026-01-01");
    expect(startOfBusinessDay("2026-01-01")).toBe("2025-12-31T16:00:00.000000Z");
  });

  it("are real calendar days", () => {
    expect(parseDay("2024-02-29")).toBe("2024-02-29");
    expect(parseDay("2023-02-29")).toBeNull();
    expect(parseDay("0999-12-31")).toBeNull();
    expect(plusDays("2024-02-28", 2)).toBe("2024-03-01");
  });
});

it("a fixed clock moves only when told", () => {
  const clock = fixedClock("2026-01-01T00:00:00.000000Z");
  clock.advance(60_000);
  expect(clock.now()).toBe("2026-01-01T00:01:00.000000Z");
});
