import { environment } from "./environment";
import { seed } from "./seed";

it("the seed stays the same for a file, and is the one that was asked for", () => {
  expect(Number.isSafeInteger(seed())).toBe(true);
  expect(seed()).toBe(seed());
  if (environment.seed !== null) expect(seed()).toBe(environment.seed);
});
