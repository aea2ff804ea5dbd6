import sql, { raw } from "sql-template-tag";
import { query } from "../../../kernel/database/rows";
import { settled } from "../../../kernel/events/settled";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { plusMilliseconds } from "../../../kernel/time/time";
import { activityWorld } from "../../../subgraphs/activity/world";
import { pointsWorld } from "../../../subgraphs/points/world";
import type { FusedSubgraphs } from "../../fused/open";

interface Row {
  readonly id: string;
}

type Activity = Awaited<ReturnType<ReturnType<typeof activityWorld>["published"]>>;

const minute = 60_000;

/**
 * Sessions with who was there, and what came of it. All that are over are settled: what an operation settles then has nobody at it, so that nothing
 * follows from it in another subgraph, where ids are given in an order that twins need not share.
 */
export async function holdSessions({ byName, all }: Pick<FusedSubgraphs, "byName" | "all">, now: string, { center, station, people, activities }: { center: Row; station: Row; people: readonly Row[]; activities: readonly Activity[] }) {
  const request = requestBy(administrator, "zh");
  const rates = pointsWorld(byName.points, request);
  await rates.coefficient(center, "文艺", "1.5", "2026-01-01");
  await rates.coefficient(center, "理论宣讲", "2", "2026-01-01");
  await rates.coefficient(station, "文艺", "0.8", "2026-02-20");
  const held = activityWorld(byName.activity, request);
  const over = activities.filter(({ endsAt }) => endsAt <= now).slice(0, 10);
  for (const [index, activity] of over.entries()) {
    const session = await held.session(activity);
    for (let offset = 0; offset < 3; offset++) {
      const attendance = await held.checkedIn(session, people[(index * 2 + offset * 3) % people.length]!, plusMilliseconds(activity.startsAt, offset * 7 * minute));
      if (offset < 2 || index % 2 === 0) await held.checkedOut(attendance, plusMilliseconds(activity.endsAt, -offset * 11 * minute));
    }
    await held.settled(session);
  }
  // Held all year: sessions can be added to it, and volunteers come and go.
  const lasting = await held.published("图书角值守", [center, station], { startsAt: "2026-01-01T00:00:00.000000Z", endsAt: "2026-12-31T23:59:59.999999Z" });
  const open = await held.session(lasting);
  for (const person of people.slice(0, 6)) await held.checkedIn(open, person, now);
  await settled(all);
  const idsIn = async (name: keyof typeof byName, table: string) => (await query<Row>(byName[name].database.reader, sql`SELECT id FROM ${raw(table)} ORDER BY id`)).map(({ id }) => id);
  return {
    lasting: lasting.id,
    pools: {
      ActivitySession: await idsIn("activity", "activity_session"),
      Attendance: await idsIn("activity", "attendance"),
      ServiceRecord: await idsIn("volunteer", "service_record"),
      LedgerEntry: await idsIn("points", "ledger_entry"),
      PointsRate: await idsIn("points", "points_rate"),
    },
  };
}
