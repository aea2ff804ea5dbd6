import { minutesServed } from "./minutes-served";

const session = { startsAt: "2026-03-01T01:00:00.000000Z", endsAt: "2026-03-01T03:00:00.000000Z" };
const at = (time: string) => `2026-03-01T${time}Z`;

it.each([
  ["01:00:00.000000", "03:00:00.000000", 120],
  ["01:30:00.000000", "02:00:59.999999", 30],
  ["00:30:00.000000", "02:00:00.000000", 60],
  ["02:00:00.000000", "05:00:00.000000", 60],
  ["00:10:00.000000", "00:50:00.000000", 0],
  ["03:00:00.000000", "04:00:00.000000", 0],
  ["02:00:00.000000", "02:00:59.999999", 0],
])("from %s to %s are the whole minutes within the session: %d", (from, to, minutes) => {
  expect(minutesServed(session, { checkedInAt: at(from), checkedOutAt: at(to) })).toBe(minutes);
});
