import * as fc from "fast-check";
import { divideHalfUp, hundredthsFromText, pointsOf, textFromHundredths } from "./amounts";
import { DateScalar, DateTimeScalar, MonthScalar, PointsScalar, RegionCodeScalar } from "./scalars";

describe("amounts", () => {
  it("every amount survives the way to text and back", () => {
    fc.assert(fc.property(fc.maxSafeInteger().filter((amount) => Math.abs(amount) < 10 ** 15), (amount) => hundredthsFromText(textFromHundredths(amount)) === amount));
  });

  it.each(["1.001", "01", "1e3", "", ".5", "5.", "+1", "1,000", "١", "99999999999999", "NaN"])("%p is no amount", (text) => {
    expect(hundredthsFromText(text)).toBeNull();
  });

  it("the average of 7.79 is 779 hundredths", () => {
    expect(hundredthsFromText("7.79")).toBe(779);
    expect(hundredthsFromText("-0.5")).toBe(-50);
    expect(Object.is(hundredthsFromText("-0"), 0)).toBe(true);
  });

  it("halves are rounded up, away from zero", () => {
    expect([1n, 2n, 3n, -1n, -3n].map((numerator) => divideHalfUp(numerator, 2n))).toEqual([1n, 1n, 2n, -1n, -2n]);
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
  });

  it("90 minutes at 1.50 points an hour are 2.25 points, 1 minute at 1.00 is 0.02", () => {
    expect(pointsOf(90, 150)).toBe(225);
    expect(pointsOf(1, 100)).toBe(2);
    expect(pointsOf(3, 50)).toBe(3);
  });
});

describe("scalars", () => {
  it("refuse what is no such value without repeating it", () => {
    expect(() => DateTimeScalar.parseValue("yesterday")).toThrow("DateTime cannot represent this value");
    expect(() => DateScalar.parseValue("2026-02-30")).toThrow();
    expect(() => MonthScalar.parseValue("2026-13")).toThrow();
    expect(() => PointsScalar.parseValue(1.5)).toThrow();
    expect(() => RegionCodeScalar.parseValue("23108")).toThrow();
    expect(RegionCodeScalar.parseValue("231081001")).toBe("231081001");
  });

  it("write points as text and refuse a stored fraction", () => {
    expect(PointsScalar.serialize(1898)).toBe("18.98");
    expect(() => PointsScalar.serialize(18.98)).toThrow();
  });
});
