import { createHash, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { millisecondsOf, type Clock } from "../time/time";

/**
 * Ids are made here and nowhere else: `<prefix>_<ULID in lower case>`. The prefix names the type, so `node(id)` finds the owner;
 * the time part keeps inserts at the end of an index; the random part cannot be guessed. The format never changes.
 */
export interface IdFactory {
  next(prefix: string): string;
  /** So many decimal digits for a number that people read out; unguessable, unique only by an index. */
  digits(count: number): string;
}

const idPattern = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** With a seed the same calls give the same ids (specifications, the demo world); without one they are random. */
export function createIds(clock: Clock, seed?: string): IdFactory {
  const random = seed === undefined ? randomFraction : seededFraction(seed);
  let lastTime = 0;
  return {
    next(prefix) {
      // A clock that steps back must not reorder what was made before.
      lastTime = Math.max(lastTime, millisecondsOf(clock.now()));
      return `${prefix}_${ulid(lastTime, random).toLowerCase()}`;
    },
    digits: (count) => Array.from({ length: count }, () => Math.floor(random() * 10)).join(""),
  };
}

export function prefixOf(value: unknown): string | null {
  return typeof value === "string" ? (idPattern.exec(value)?.[1] ?? null) : null;
}

export function isId(prefix: string, value: unknown): value is string {
  return prefixOf(value) === prefix;
}

let pool = Buffer.alloc(0);
let used = 0;

/** ULID asks for one fraction a character: drawing them from a pool saves a system call each. */
function randomFraction(): number {
  if (used + 2 > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  const fraction = pool.readUInt16LE(used) / 0x10000;
  used += 2;
  return fraction;
}

function seededFraction(seed: string): () => number {
  let block = createHash("sha256").update(seed).digest();
  let offset = 0;
  return () => {
    if (offset + 2 > block.length) {
      block = createHash("sha256").update(block).digest();
      offset = 0;
    }
    const fraction = block.readUInt16LE(offset) / 0x10000;
    offset += 2;
    return fraction;
  };
}
