import fc from "fast-check";
import { seed } from "../testing/seed";
import { checkCharacterOf, readIdNumber } from "./id-number";

const today = "2026-03-02";

describe("A citizen identity number (GB 11643)", () => {
  it.each(["11010519491231002X", "440524188001010014"])("%s is one, as the standard prints it", (number) => {
    expect(readIdNumber(number, today)).toEqual({ number });
  });

  it.each([
    ["in lower case", "11010519491231002x"],
    ["in full-width characters", "１１０１０５１９４９１２３１００２Ｘ"],
    ["with spaces and hyphens", " 110105 19491231-002X\t"],
    ["with an ideographic space and an invisible one", "　110105\u200b19491231002X"],
    ["in the old form of fifteen digits", "110105491231002"],
  ])("is the same however it is spelled: %s", (_, spelled) => {
    expect(readIdNumber(spelled, today)).toEqual({ number: "11010519491231002X" });
  });

  it.each([
    ["with a wrong check digit", "110105194912310021", "check"],
    ["with seventeen digits", "11010519491231002", "form"],
    ["with nineteen", "11010519491231002XX", "form"],
    ["with X in its middle", "1101051949X231002X", "form"],
    ["with a letter that looks like X", "11010519491231002Х", "form"],
    ["with digits of another script", "١١٠١٠٥١٩٤٩١٢٣١٠٠٢١", "form"],
    ["that begins with zero", "010105194912310029", "form"],
    ["that is empty", "", "form"],
    ["of fifteen digits with a day that no calendar has", "110105490231002", "birth"],
  ])("is none %s", (_, text, fault) => {
    expect(readIdNumber(text, today)).toEqual({ fault });
  });

  const born = (day: string) => {
    const seventeen = `110105${day}002`;
    return readIdNumber(`${seventeen}${checkCharacterOf(seventeen)}`, today);
  };

  it("names a day of birth that the calendar has and that has come", () => {
    for (const day of ["20240229", "20260302", "18000101"]) expect(born(day)).toHaveProperty("number");
    for (const day of ["20230229", "20261301", "20260400", "20260303", "17991231", "00000000"]) expect(born(day)).toEqual({ fault: "birth" });
  });

  it("is none any more when one character was misread or two neighbours were swapped", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom("110105", "440524", "231081"), fc.integer({ min: 1900, max: 2025 }), digits, fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 9 }), (region, year, order, at, by) => {
        const seventeen = `${region}${year}0615${order.join("")}`;
        const number = `${seventeen}${checkCharacterOf(seventeen)}`;
        const misread = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
        const swapped = `${number.slice(0, at - 1)}${number[at]}${number[at - 1]}${number.slice(at + 1)}`;
        expect(readIdNumber(number, today)).toEqual({ number });
        expect(readIdNumber(misread, today)).toHaveProperty("fault");
        if (swapped !== number) expect(readIdNumber(swapped, today)).toHaveProperty("fault");
      }),
      { seed: seed() },
    );
  });
});
