// The only file that reads the machine's clock. Everything else is handed a Clock.

/** A moment in UTC with microseconds, "2026-11-22T01:02:03.123456Z": always 27 characters, so string order is time order. */
export type Instant = string;
/** A business day of Asia/Shanghai, "2026-11-22". */
export type Day = string;

export interface Clock {
  now(): Instant;
}

export interface FixedClock extends Clock {
  set(at: Instant): void;
  advance(milliseconds: number): void;
}

/** From 1992 on Asia/Shanghai is UTC+08:00 all year; no instant that we keep is older. */
const shanghaiOffsetMilliseconds = 8 * 60 * 60 * 1000;
const dayMilliseconds = 24 * 60 * 60 * 1000;

export const systemClock: Clock = {
  now: () => instantFromMilliseconds(performance.timeOrigin + performance.now()),
};

export function fixedClock(at: Instant): FixedClock {
  let current = at;
  return {
    now: () => current,
    set(instant) {
      current = instant;
    },
    advance(milliseconds) {
      current = plusMilliseconds(current, milliseconds);
    },
  };
}

export function instantFromMilliseconds(milliseconds: number): Instant {
  const whole = Math.floor(milliseconds);
  const micros = Math.min(999, Math.max(0, Math.floor((milliseconds - whole) * 1000)));
  return `${new Date(whole).toISOString().slice(0, 23)}${String(micros).padStart(3, "0")}Z`;
}

export function millisecondsOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`);
}

export function plusMilliseconds(instant: Instant, milliseconds: number): Instant {
  return `${instantFromMilliseconds(millisecondsOf(instant) + Math.trunc(milliseconds)).slice(0, 23)}${instant.slice(23)}`;
}

/** What MySQL can hold, and what is written with four digits for the year. */
const earliestMilliseconds = Date.parse("1000-01-01T00:00:00Z");
const latestMilliseconds = Date.parse("9999-12-31T23:59:59Z");

const instantPattern = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 date-time with any offset; null when it is none (31 February included). */
export function parseInstant(text: string): Instant | null {
  const match = instantPattern.exec(text);
  if (!match) return null;
  const [, day, time, fraction = "", offset] = match;
  if (!parseDay(day!)) return null;
  const milliseconds = Date.parse(`${day}T${time}${offset!.toUpperCase()}`);
  if (Number.isNaN(milliseconds) || milliseconds < earliestMilliseconds || milliseconds > latestMilliseconds) return null;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.padEnd(6, "0").slice(0, 6)}Z`;
}

/** Reads a calendar day; null when the calendar has no such day. */
export function parseDay(text: string): Day | null {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : null;
}

export function businessDayOf(instant: Instant): Day {
  return new Date(millisecondsOf(instant) + shanghaiOffsetMilliseconds).toISOString().slice(0, 10);
}

export function startOfBusinessDay(day: Day): Instant {
  return instantFromMilliseconds(Date.parse(`${day}T00:00:00Z`) - shanghaiOffsetMilliseconds);
}

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** Seconds since 1970, the unit of tokens. */
export function epochSecondsOf(instant: Instant): number {
  return Math.floor(millisecondsOf(instant) / 1000);
}

/** For libraries that ask for a Date. */
export function dateOf(instant: Instant): Date {
  return new Date(millisecondsOf(instant));
}
