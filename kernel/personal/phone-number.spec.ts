import { readPhoneNumber } from "./phone-number";

describe("A phone number of mainland China", () => {
  it.each(["13800138000", "138 0013 8000", "138-0013-8000", "１３８００１３８０００", "+86 138 0013 8000", "0086 13800138000", "8613800138000", "(+86)13800138000"])("is the same however it is spelled: %s", (spelled) => {
    expect(readPhoneNumber(spelled)).toBe("13800138000");
  });

  it.each([
    ["0453-3922000", "04533922000"],
    ["(0453) 3922000", "04533922000"],
    ["+86 453 3922000", "04533922000"],
    ["010-12345678", "01012345678"],
    ["+86 10 1234 5678", "01012345678"],
    ["021 12345678", "02112345678"],
  ])("may be a landline with its area code: %s", (spelled, number) => {
    expect(readPhoneNumber(spelled)).toBe(number);
  });

  it.each(["", "12800138000", "1380013800", "138001380001", "3922000", "+1 415 555 0100", "0123 4567890", "call me", "+86+8613800138000", "13800138000,13900139000"])("is none: %s", (text) => {
    expect(readPhoneNumber(text)).toBeNull();
  });
});
