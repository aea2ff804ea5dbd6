import { maskedBetween } from "./masks";

it("a mask shows both ends and hides what is between them, character by character", () => {
  expect(maskedBetween("11010519491231002X", 6, 4)).toBe("110105********002X");
  expect(maskedBetween("13800138000", 3, 4)).toBe("138****8000");
});

it("what would hide fewer than four characters is hidden whole", () => {
  expect(maskedBetween("H123456", 2, 2)).toBe("*******");
  expect(maskedBetween("", 1, 2)).toBe("");
});
