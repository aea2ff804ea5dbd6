import { checkCharacterOf } from "../../kernel/personal/id-number";
import { plusDays } from "../../kernel/time/time";

/** A region that no place has: a number that is right in every digit, and nobody's. */
const nowhere = "999999";
const firstBirth = "1950-01-01";
const birthDays = 18_000;

/** ID numbers for the demo world and specifications: the same at a place in the roll, different at each. */
export function idNumberAt(index: number): string {
  const birth = plusDays(firstBirth, (index * 37) % birthDays).replaceAll("-", "");
  const seventeen = `${nowhere}${birth}${String((index + Math.floor(index / birthDays)) % 1000).padStart(3, "0")}`;
  return `${seventeen}${checkCharacterOf(seventeen)}`;
}
