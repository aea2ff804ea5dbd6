import { millisecondsOf, type Instant } from "../../../kernel/time/time";

interface Times {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

interface Presence {
  readonly checkedInAt: Instant;
  readonly checkedOutAt: Instant;
}

/** Whole minutes of presence within the session: coming early and leaving late is no service. */
export function minutesServed({ startsAt, endsAt }: Times, { checkedInAt, checkedOutAt }: Presence): number {
  const from = checkedInAt > startsAt ? checkedInAt : startsAt;
  const to = checkedOutAt < endsAt ? checkedOutAt : endsAt;
  return Math.max(0, Math.floor((millisecondsOf(to) - millisecondsOf(from)) / 60_000));
}
