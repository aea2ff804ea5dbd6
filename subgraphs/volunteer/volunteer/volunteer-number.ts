/** The Damm quasigroup: unlike weighted sums it also catches every swap of two neighbouring digits. */
const table = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"] as const;

/** Digits to draw for a new number. */
export const drawnDigits = 10;

/** Begins with 1: a spreadsheet that takes it for a quantity drops no leading zero, and other first digits stay free. */
export function volunteerNumberOf(drawn: string): string {
  const digits = `1${drawn}`;
  return `${digits}${remainderOf(digits)}`;
}

export function isVolunteerNumber(text: string): boolean {
  return /^1\d{11}$/.test(text) && remainderOf(text) === 0;
}

/** The check digit of what lacks one; 0 for what ends with its own. */
function remainderOf(digits: string): number {
  return [...digits].reduce((row, digit) => Number(table[row]![Number(digit)]), 0);
}
