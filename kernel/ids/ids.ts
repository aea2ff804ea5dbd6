import { createHash, randomBytes } from "node:crypto";
import { monotonicFactory } from "ulid";
import { millisecondsOf, type Clock } from "../time/time";

/**
 * Ids are made here and nowhere else: `<prefix>_<ULID in lower case>`. The prefix names the type, so `node(id)` finds the owner;
 * the time part keeps inserts at the end of an index; within a process they sort as they were made. The format never changes.
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
  // Within a millisecond, and while a clock that stepped back catches up, it counts on from the last id: what is made later sorts behind.
  const ulid = monotonicFactory(random);
  return {
    next: (prefix) => `${prefix}_${ulid(millisecondsOf(clock.now())).toLowerCase()}`,
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
