import { isVolunteerNumber, volunteerNumberOf } from "./volunteer-number";

const numbers = ["0000000000", "0123456789", "9876543210", "5550199001", "9999999999"].map(volunteerNumberOf);

describe("A volunteer number", () => {
  it("has twelve digits, begins with 1 and ends with its check digit", () => {
    expect(volunteerNumberOf("0123456789")).toMatch(/^10123456789\d$/);
    for (const number of numbers) expect(isVolunteerNumber(number)).toBe(true);
  });

  it("is no longer one when a digit was misread, whichever and wherever", () => {
    for (const number of numbers) {
      for (let position = 0; position < number.length; position++) {
        const misread = [..."0123456789"].filter((digit) => digit !== number[position]).map((digit) => `${number.slice(0, position)}${digit}${number.slice(position + 1)}`);
        expect(misread.filter(isVolunteerNumber)).toEqual([]);
      }
    }
  });

  it("is no longer one when two neighbours were swapped", () => {
    const pairs = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, "0"));
    for (const pair of pairs.filter(([left, right]) => left !== right)) {
      for (let position = 0; position <= 8; position++) {
        const number = volunteerNumberOf("0735284619".slice(0, position) + pair + "0735284619".slice(position + 2));
        const swapped = number.slice(0, position + 1) + [...pair].reverse().join("") + number.slice(position + 3);
        expect(isVolunteerNumber(swapped)).toBe(false);
      }
    }
  });

  it("is nothing else", () => {
    for (const text of ["", "1", "1a2345678901", `${numbers[0]!}0`, ` ${numbers[0]!}`, "١٢٣٤٥٦٧٨٩٠١٢"]) expect(isVolunteerNumber(text)).toBe(false);
  });
});
