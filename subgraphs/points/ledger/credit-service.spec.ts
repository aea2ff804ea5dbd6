import sql from "sql-template-tag";
import { anonymous, type Caller } from "../../../kernel/auth/caller";
import { insertRows, query, run } from "../../../kernel/database/rows";
import type { Change } from "../../../kernel/events/event";
import type { Peer } from "../../../kernel/events/peer";
import { administrator, analyst, feedClientFor, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { putTreeNode } from "../../../kernel/tree/site-tree.queries";
import type { SiteNode } from "../../../kernel/tree/tree";
import { points as definition } from "../subgraph";
import { pointsWorld, type PointsWorld } from "../world";
import { Earning } from "./earning.entity";
import { LedgerEntry } from "./entry.entity";
import { EntryReason } from "./entry-reason";

let points: TestSubgraph;
let world: PointsWorld;
let told: Change[];
let center: SiteNode;
let station: SiteNode;
let wang: { id: string };

/** Speaks for the volunteer subgraph; its cursor is the number of changes told. */
const peer: Peer = { pull: ({ after, types }) => Promise.resolve({ changes: told.slice(Number(after)).filter(({ type }) => types.includes(type)), nextCursor: String(told.length), hasMore: false }) };

const morning = { kind: "医疗", minutes: 90, servedAt: "2026-03-01T01:00:00.000000Z" };

beforeEach(async () => {
  told = [];
  points = await testSubgraph(definition, undefined, () => peer);
  world = pointsWorld(points, requestBy(administrator));
  center = await world.knownSite();
  station = await world.knownSite({ under: center });
  wang = await world.knownVolunteer(station);
});

async function tell(given: object = {}): Promise<Change> {
  const sequence = told.length + 1;
  const data = { id: "rec_01jd9x6f3c8m2v5k7n9p1r3t5w", volunteerId: wang.id, siteId: station.id, ...morning, ...given };
  const change: Change = { sequence, event: points.services.ids.next("evt"), type: "ServiceRecord", id: data.id, op: "UPSERT", occurredAt: points.clock.now(), causedBy: null, cursor: String(sequence), payload: JSON.stringify(data) };
  told.push(change);
  await points.services.catchUpWith("services");
  return change;
}

const accounts = async (as: Caller = administrator) =>
  (await points.ask("{ pointsAccounts { nodes { site { id } balance entries { nodes { id amount reason postedAt serviceRecord { id } source { id } destination { holder { id } } } totalCount } } } }", {}, { as })).data.pointsAccounts?.nodes;
const balances = async () => (await accounts()).map(({ site, balance }: { site: { id: string }; balance: string }) => [site.id, balance]);

it("a service record is credited at the coefficient, into an account that is opened for it, by an entry from the site's program", async () => {
  await world.coefficient(center, "医疗", "1.5", "2026-01-01");
  const cause = await tell();
  const entry = { id: expect.stringMatching(/^ent_/), amount: "2.25", reason: "SERVICE", postedAt: "2026-03-02T01:00:00.000000Z", serviceRecord: { id: "rec_01jd9x6f3c8m2v5k7n9p1r3t5w" }, source: null, destination: { holder: { id: wang.id } } };
  expect(await accounts()).toEqual([{ site: { id: center.id }, balance: "2.25", entries: { nodes: [entry], totalCount: 1 } }]);
  const events = await query(points.database.reader, sql`SELECT type, site_id, caused_by, data FROM outbox WHERE caused_by IS NOT NULL ORDER BY position`);
  expect(events).toEqual(["LedgerEntry", "PointsAccount"].map((type) => ({ type, site_id: center.id, caused_by: cause.event, data: null })));
});

it("a record is credited once, whatever is told of it again", async () => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  await tell();
  await tell();
  await tell({ minutes: 900 });
  expect(await balances()).toEqual([[center.id, "1.50"]]);
});

it("the nearest site that has a coefficient decides, and the points are of its program", async () => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  await world.coefficient(station, "医疗", "2", "2026-02-01");
  await world.served(wang, station, morning);
  await world.served(wang, center, morning);
  expect(await balances()).toEqual([[station.id, "3.00"], [center.id, "1.50"]]);
});

it.each([
  ["2026-02-28T15:59:59.999999Z", "1.50"],
  ["2026-02-28T16:00:00.000000Z", "3.00"],
])("the version in force on the business day of the service decides: served at %s gives %s", async (servedAt, balance) => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  await world.coefficient(center, "医疗", "2", "2026-03-01");
  await world.coefficient(center, "医疗", "9", "2026-03-02");
  await world.served(wang, station, { ...morning, servedAt });
  expect(await balances()).toEqual([[center.id, balance]]);
});

it("where no coefficient is in force there are no points, but the record is remembered and a later version does not rewrite it", async () => {
  await world.coefficient(center, "文艺", "1", "2026-01-01");
  await world.coefficient(center, "医疗", "1", "2026-03-02");
  await tell();
  await world.coefficient(center, "医疗", "5", "2026-02-01");
  await tell();
  expect(await accounts()).toEqual([]);
  expect(await query(points.database.reader, sql`SELECT service_record_id, minutes, rate_id, amount_cents FROM earning`)).toEqual([{ service_record_id: "rec_01jd9x6f3c8m2v5k7n9p1r3t5w", minutes: 90, rate_id: null, amount_cents: 0 }]);
});

it("a record whose site is not known here yet waits for it", async () => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  const late = { ...station, id: "site_01jd9x6f3c8m2v5k7n9p1r3t5w", path: `${center.path}site_01jd9x6f3c8m2v5k7n9p1r3t5w/` };
  await expect(tell({ siteId: late.id })).rejects.toMatchObject({ extensions: { code: "NOT_YET_VISIBLE" } });
  await points.database.write((tx) => putTreeNode(tx, late));
  await points.services.catchUpWith("services");
  expect(await balances()).toEqual([[center.id, "1.50"]]);
});

it("every balance is the sum of its entries, opening balances included, after any history", async () => {
  const people = [wang, await world.knownVolunteer(station), await world.knownVolunteer(center)];
  for (const [index, person] of people.entries()) if (index !== 1) await world.opened(person, center, `${index * 30}.79`);
  await world.coefficient(center, "医疗", "1.33", "2026-01-01");
  await world.coefficient(station, "文艺", "0.07", "2026-01-01");
  for (let index = 0; index < 30; index++) await world.served(people[index % 3]!, index % 4 ? station : center, { ...morning, kind: index % 2 ? "文艺" : "医疗", minutes: 1 + index * 7 });
  const recount = sql`SELECT a.id FROM points_account a WHERE a.balance_cents <>
    COALESCE((SELECT SUM(e.amount_cents) FROM ledger_entry e WHERE e.destination_id = a.id), 0) - COALESCE((SELECT SUM(e.amount_cents) FROM ledger_entry e WHERE e.source_id = a.id), 0)`;
  expect(await query(points.database.reader, recount)).toEqual([]);
  const [{ held, issued }] = (await query<{ held: number; issued: number }>(
    points.database.reader,
    sql`SELECT (SELECT SUM(balance_cents) FROM points_account) AS held, (SELECT SUM(e.amount_cents) FROM ledger_entry e JOIN issuing_account i ON i.id = e.source_id) AS issued`,
  )) as [{ held: number; issued: number }];
  expect(held).toBe(issued);
  expect(held).toBeGreaterThan(61_58);
});

it("the ledger holds one entry for a service record, whoever writes it", async () => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  const recordId = await world.served(wang, station, morning);
  const again = { id: "ent_01jd9x6f3c8m2v5k7n9p1r3t5w", sourceId: "iss_a", destinationId: "acct_a", amountCents: 150, reason: EntryReason.SERVICE, serviceRecordId: recordId, postedAt: points.clock.now() };
  await expect(points.database.write((tx) => insertRows(tx, LedgerEntry, [again]))).rejects.toMatchObject({ kind: "unique", constraint: "uq_ledger_entry_service_record" });
});

it("an entry is never changed and never removed, whoever asks the database", async () => {
  await world.opened(wang, center, "60");
  for (const statement of [sql`UPDATE ledger_entry SET amount_cents = 1`, sql`DELETE FROM ledger_entry`]) {
    await expect(points.database.write((tx) => run(tx, statement))).rejects.toMatchObject({ kind: "check", constraint: "ledger_entry is append-only" });
  }
  expect((await accounts())[0].entries.nodes).toMatchObject([{ amount: "60.00", reason: "OPENING", serviceRecord: null }]);
});

it("an entry is seen by whoever sees the account; to others it is not there, whichever way in", async () => {
  await world.coefficient(center, "医疗", "1", "2026-01-01");
  const recordId = await world.served(wang, station, morning);
  const [{ entries }] = await accounts();
  const { id } = entries.nodes[0];
  const read = "query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on LedgerEntry { id } ... on ServiceRecord { ledgerEntries { nodes { id } totalCount } } } }";
  const seen = async (as: Caller) => {
    const { data } = await points.ask(read, { representations: [{ __typename: "LedgerEntry", id }, { __typename: "ServiceRecord", id: recordId }] }, { as });
    return [data._entities[0]?.id ?? null, data._entities[1].ledgerEntries?.totalCount ?? null];
  };
  for (const as of [volunteerWho(wang.id), officerAt(center.id), administrator]) expect(await seen(as)).toEqual([id, 1]);
  for (const as of [volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w"), officerAt(station.id), feedClientFor(center.id), analyst]) expect(await seen(as)).toEqual([null, 0]);
  expect(await seen(anonymous)).toEqual([null, null]);
});

it("entries and earnings are the same to the fast reader as to TypeORM", async () => {
  const entry = { id: "ent_01jd9x6f3c8m2v5k7n9p1r3t5w", sourceId: "iss_a", destinationId: "acct_a", amountCents: Number.MAX_SAFE_INTEGER, reason: EntryReason.SERVICE, serviceRecordId: "rec_a", postedAt: "2026-12-31T23:59:59.999999Z" };
  await expectRowOfAgreesWithFind(points.database, LedgerEntry, [entry as LedgerEntry]);
  const earning = { serviceRecordId: "rec_a", volunteerId: wang.id, siteId: station.id, kind: "医疗", minutes: 90, servedAt: "2026-03-01T01:00:00.000001Z", rateId: "rate_a", amountCents: 150, decidedAt: "2026-12-31T23:59:59.999999Z" };
  await expectRowOfAgreesWithFind(points.database, Earning, [earning]);
});
