const leastHidden = 4;

/** Shows the ends of a personal number and a star for each character between them; what would hide too little is hidden whole. */
export function maskedBetween(text: string, head: number, tail: number): string {
  const hidden = text.length - head - tail;
  return hidden < leastHidden ? "*".repeat(text.length) : `${text.slice(0, head)}${"*".repeat(hidden)}${text.slice(text.length - tail)}`;
}
