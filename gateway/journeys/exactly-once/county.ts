import { settled } from "../../../kernel/events/settled";
import { pointsOf } from "../../../kernel/scalars/amounts";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { plusMilliseconds, type Instant } from "../../../kernel/time/time";
import { activityWorld } from "../../../subgraphs/activity/world";
import { orgWorld } from "../../../subgraphs/org/world";
import { pointsWorld } from "../../../subgraphs/points/world";
import { volunteerWorld } from "../../../subgraphs/volunteer/world";
import type { FusedSubgraphs } from "../../fused/open";
import type { Random } from "../equality/random";

/** What must come of a county's sessions once all are settled, computed without any of the code under test but its rounding. */
export interface Expected {
  /** Minutes by "volunteer session". */
  readonly minutes: ReadonlyMap<string, number>;
  /** Hundredths of a point by "volunteer site", the site being the one whose coefficient it is. */
  readonly points: ReadonlyMap<string, number>;
  /** Records that earn. */
  readonly entries: number;
}

export interface County {
  /** None of them settled. */
  readonly sessions: readonly { readonly id: string; readonly attended: number }[];
  readonly expected: Expected;
}

const begin = "2026-01-10T01:00:00.000000Z";
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const attendedBy = 3;

/** A center with two stations. The center gives 1.37 points an hour of 文艺 and 2.00 of 医疗, one station 0.53 of 文艺 from a day on; nobody gives any for 讲座. */
const kinds = ["文艺", "医疗", "讲座"] as const;
const ownFrom = "2026-01-20";

export async function buildCounty({ byName, all }: FusedSubgraphs, random: Random, sessionCount: number): Promise<County> {
  const request = requestBy(administrator, "zh");
  const org = orgWorld(byName.org, request);
  const center = await org.center("承德市新时代文明实践中心");
  const [plain, own] = [await org.station("二道河子站", center), await org.station("三道河子站", center)];
  await settled(all);
  const people = [];
  for (let index = 0; index < 12; index++) people.push(await volunteerWorld(byName.volunteer, request).registered(`王${index}`, index % 2 ? plain : own));
  await settled(all);
  const rates = pointsWorld(byName.points, request);
  await rates.coefficient(center, "文艺", "1.37", "2026-01-01");
  await rates.coefficient(center, "医疗", "2", "2026-01-01");
  await rates.coefficient(own, "文艺", "0.53", ownFrom);

  const held = activityWorld(byName.activity, request);
  const activities = [];
  for (const site of [plain, own]) for (const kind of kinds) activities.push({ site, kind, row: await held.published(`${kind}服务`, [site], { kind, startsAt: begin, endsAt: plusMilliseconds(begin, 30 * day) }) });
  const sessions: { id: string; attended: number }[] = [];
  const [minutes, points] = [new Map<string, number>(), new Map<string, number>()];
  let entries = 0;
  for (let index = 0; index < sessionCount; index++) {
    const { site, kind, row } = random.pick(activities);
    const startsAt = plusMilliseconds(begin, random.below(29) * day + random.below(8) * hour);
    const session = await held.session(row, startsAt, plusMilliseconds(startsAt, 3 * hour));
    sessions.push({ id: session.id, attended: attendedBy });
    const [first, ...others] = random.shuffled(people);
    // Who never checked out is in no count.
    await held.checkedIn(session, first!, startsAt);
    for (const person of others.slice(0, attendedBy)) {
      const served = 1 + random.below(180);
      const attendance = await held.checkedIn(session, person, plusMilliseconds(startsAt, -random.below(30) * minute));
      await held.checkedOut(attendance, plusMilliseconds(startsAt, served * minute + random.below(minute)));
      minutes.set(`${person.id} ${session.id}`, served);
      const rate = rateOf(kind, site === own, startsAt);
      if (rate === null) continue;
      const account = `${person.id} ${rate.own ? own.id : center.id}`;
      const earned = pointsOf(served, rate.cents);
      points.set(account, (points.get(account) ?? 0) + earned);
      if (earned > 0) entries++;
    }
  }
  await settled(all);
  return { sessions, expected: { minutes, points: new Map([...points].filter(([, cents]) => cents > 0)), entries } };
}

/** Sessions begin at 9 in the morning of Shanghai or later, so that the day in UTC is the business day. */
function rateOf(kind: (typeof kinds)[number], atOwn: boolean, startsAt: Instant): { readonly cents: number; readonly own: boolean } | null {
  if (kind === "讲座") return null;
  if (kind === "医疗") return { cents: 200, own: false };
  return atOwn && startsAt.slice(0, 10) >= ownFrom ? { cents: 53, own: true } : { cents: 137, own: false };
}
