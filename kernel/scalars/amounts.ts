/**
 * Exact amounts: points and yuan are counted in whole hundredths, minutes in whole minutes. Decimals exist on the wire alone, and no
 * floating point stands between the two.
 */

const decimalPattern = /^(-?)(0|[1-9]\d{0,12})(?:\.(\d{1,2}))?$/;

/** Null when the text is no decimal with at most two places, or too large to count exactly. */
export function hundredthsFromText(text: string): number | null {
  const match = decimalPattern.exec(text);
  if (!match) return null;
  const [, sign, whole, fraction = ""] = match;
  const amount = Number(`${whole}${fraction.padEnd(2, "0")}`);
  if (!Number.isSafeInteger(amount)) return null;
  return sign === "-" && amount !== 0 ? -amount : amount;
}

export function textFromHundredths(amount: number): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError("an amount is a safe integer of hundredths");
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `numerator / denominator`, rounded half up (away from zero), in integers throughout. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("a denominator is positive");
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** Points of a record: minutes x coefficient / 60, with the coefficient in hundredths of a point an hour, rounded half up to hundredths. */
export function pointsOf(minutes: number, coefficientCents: number): number {
  return Number(divideHalfUp(BigInt(minutes) * BigInt(coefficientCents), 60n));
}
