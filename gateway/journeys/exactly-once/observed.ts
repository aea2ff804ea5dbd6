import sql from "sql-template-tag";
import { inList, query } from "../../../kernel/database/rows";
import { subgraphNames } from "../../../kernel/subgraph/definition";
import type { FusedSubgraphs } from "../../fused/open";

/** What the databases hold, read beside the processes that write them. */
export class Observed {
  constructor(private readonly place: FusedSubgraphs) {}

  async settledOf(sessionIds: readonly string[]): Promise<readonly string[]> {
    return (await query<{ id: string }>(this.reader("activity"), sql`SELECT id FROM activity_session WHERE settled_at IS NOT NULL AND id IN ${inList(sessionIds)}`)).map(({ id }) => id);
  }

  /** How many records of each of these sessions points has decided on. Points is read first: what it lacks then, it lacked when anything before it was read. */
  async decidedBySession(sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const earnings = await query<{ id: string }>(this.reader("points"), sql`SELECT service_record_id AS id FROM earning`);
    const decided = new Set(earnings.map(({ id }) => id));
    const records = await query<{ id: string; session: string }>(this.reader("volunteer"), sql`SELECT id, session_id AS session FROM service_record WHERE session_id IN ${inList(sessionIds)}`);
    const counts = new Map(sessionIds.map((sessionId) => [sessionId, 0]));
    for (const { id, session } of records) if (decided.has(id)) counts.set(session, counts.get(session)! + 1);
    return counts;
  }

  async decided(): Promise<number> {
    return this.count("points", sql`SELECT COUNT(*) AS total FROM earning`);
  }

  /** Attendances that know of their record. */
  async answered(): Promise<number> {
    return this.count("activity", sql`SELECT COUNT(*) AS total FROM attendance WHERE record_id IS NOT NULL`);
  }

  /** Every record there is. */
  records(): Promise<{ volunteer: string; session: string; minutes: number }[]> {
    return query(this.reader("volunteer"), sql`SELECT volunteer_id AS volunteer, session_id AS session, minutes FROM service_record`);
  }

  accounts(): Promise<{ holder: string; site: string; balance: number; entries: number | null; posted: number | null }[]> {
    return query(
      this.reader("points"),
      sql`SELECT a.holder_id AS holder, a.site_id AS site, a.balance_cents AS balance, COUNT(e.id) AS entries, SUM(e.amount_cents) AS posted
          FROM points_account a LEFT JOIN ledger_entry e ON e.destination_id = a.id GROUP BY a.id, a.holder_id, a.site_id, a.balance_cents`,
    );
  }

  async entries(): Promise<{ total: number; records: number }> {
    const [row] = await query<{ total: number; records: number }>(this.reader("points"), sql`SELECT COUNT(*) AS total, COUNT(DISTINCT service_record_id) AS records FROM ledger_entry`);
    return row!;
  }

  /** Consumers that an event has stopped. */
  async stopped(): Promise<readonly string[]> {
    const all = await Promise.all(subgraphNames.map((name) => query<{ consumer: string }>(this.reader(name), sql`SELECT consumer FROM consumer_cursor WHERE stopped_by IS NOT NULL`)));
    return all.flat().map(({ consumer }) => consumer);
  }

  private reader(name: (typeof subgraphNames)[number]) {
    return this.place.byName[name].database.reader;
  }

  private async count(name: (typeof subgraphNames)[number], statement: ReturnType<typeof sql>): Promise<number> {
    const [row] = await query<{ total: number }>(this.reader(name), statement);
    return row!.total;
  }
}
