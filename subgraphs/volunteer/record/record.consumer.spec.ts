import sql from "sql-template-tag";
import { anonymous, type Caller } from "../../../kernel/auth/caller";
import { query, run } from "../../../kernel/database/rows";
import type { Change } from "../../../kernel/events/event";
import type { Peer } from "../../../kernel/events/peer";
import { administrator, analyst, feedClientFor, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { volunteer as definition } from "../subgraph";
import type { Volunteer } from "../volunteer/volunteer.entity";
import { volunteerWorld, type VolunteerWorld } from "../world";
import { ServiceRecord } from "./record.entity";

let volunteer: TestSubgraph;
let world: VolunteerWorld;
let told: Change[];
let home: SiteNode;
let host: SiteNode;
let wang: Volunteer;

/** Speaks for the activity subgraph; its cursor is the number of changes told. */
const peer: Peer = { pull: ({ after }) => Promise.resolve({ changes: told.slice(Number(after)), nextCursor: String(told.length), hasMore: false }) };

beforeEach(async () => {
  told = [];
  volunteer = await testSubgraph(definition, undefined, () => peer);
  world = volunteerWorld(volunteer, requestBy(administrator));
  [home, host] = [await world.knownSite(), await world.knownSite()];
  wang = await world.registered("王秀英", home);
});

const attendance = (given: object = {}) => ({ id: "att_01jd9x6f3c8m2v5k7n9p1r3t5w", sessionId: "ses_01jd9x6f3c8m2v5k7n9p1r3t5w", volunteerId: wang.id, siteId: host.id, kind: "医疗", minutes: 90, servedAt: "2026-03-01T01:00:00.000000Z", ...given });

/** As the activity feed tells it: an event of its own each time. */
async function tell(data: { id: string } | null): Promise<Change> {
  const sequence = told.length + 1;
  const change: Change = { sequence, event: volunteer.services.ids.next("evt"), type: "Attendance", id: data?.id ?? "att_01jd9x6f3c8m2v5k7n9p1r3t5w", op: "UPSERT", occurredAt: volunteer.clock.now(), causedBy: null, cursor: String(sequence), payload: data && JSON.stringify(data) };
  told.push(change);
  await volunteer.services.catchUpWith("attendances");
  return change;
}

const list = "query L($id: ID!) { volunteer(id: $id) { serviceRecords { nodes { id volunteer { id } site { id } kind minutes servedAt recordedAt } totalCount } } }";
const records = async (as: Caller = administrator) => (await volunteer.ask(list, { id: wang.id }, { as })).data.volunteer.serviceRecords;

it("a settled attendance becomes a service record, and the feed tells of it and of its cause", async () => {
  const cause = await tell(attendance());
  const { nodes, totalCount } = await records();
  expect([nodes, totalCount]).toEqual([[{ id: expect.stringMatching(/^rec_/), volunteer: { id: wang.id }, site: { id: host.id }, kind: "医疗", minutes: 90, servedAt: "2026-03-01T01:00:00.000000Z", recordedAt: "2026-03-02T01:00:00.000000Z" }], 1]);
  const [event] = await query<{ data: string }>(volunteer.database.reader, sql`SELECT entity_id, op, site_id, caused_by, data FROM outbox WHERE type = ${"ServiceRecord"}`);
  expect(event).toMatchObject({ entity_id: nodes[0].id, op: "UPSERT", site_id: host.id, caused_by: cause.event });
  expect(JSON.parse(event!.data)).toMatchObject({ id: nodes[0].id, attendanceId: "att_01jd9x6f3c8m2v5k7n9p1r3t5w", volunteerId: wang.id, minutes: 90, kind: "医疗" });
});

it("a volunteer has one record of a session, whatever is told of it again", async () => {
  await tell(attendance());
  await tell(attendance());
  await tell(attendance({ id: "att_01jd9x6f3c8m2v5k7n9p1r3t5x", minutes: 120 }));
  await tell(attendance({ id: "att_01jd9x6f3c8m2v5k7n9p1r3t5y", sessionId: "ses_01jd9x6f3c8m2v5k7n9p1r3t5x", minutes: 30 }));
  expect((await records()).nodes.map(({ minutes }: { minutes: number }) => minutes).sort()).toEqual([30, 90]);
  expect(await query(volunteer.database.reader, sql`SELECT id FROM outbox WHERE type = ${"ServiceRecord"}`)).toHaveLength(2);
});

it("coming and going are no service yet, and less than a minute is none", async () => {
  await tell(null);
  await tell(attendance({ minutes: 0 }));
  expect((await records()).totalCount).toBe(0);
});

it("a record is never changed and never removed, whoever asks the database", async () => {
  await tell(attendance());
  for (const statement of [sql`UPDATE service_record SET minutes = 900`, sql`DELETE FROM service_record`]) {
    await expect(volunteer.database.write((tx) => run(tx, statement))).rejects.toMatchObject({ kind: "check", constraint: "service_record is append-only" });
  }
  expect((await records()).nodes).toMatchObject([{ minutes: 90 }]);
});

it("a record is seen by the volunteer, officers of the host and of the volunteer's site, and administrators; to others it is not there", async () => {
  await tell(attendance());
  const [{ id }] = (await records()).nodes;
  const reference = async (as: Caller) => (await volunteer.ask("query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on ServiceRecord { id } } }", { representations: [{ __typename: "ServiceRecord", id }] }, { as })).data._entities[0]?.id ?? null;
  for (const as of [volunteerWho(wang.id), officerAt(host.id), officerAt(home.id), administrator]) expect([(await records(as)).totalCount, await reference(as)]).toEqual([1, id]);
  const others = [volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w"), officerAt((await world.knownSite()).id), feedClientFor(host.id), analyst];
  for (const as of others) expect([(await records(as)).totalCount, await reference(as)]).toEqual([0, null]);
  expect([await records(anonymous), await reference(anonymous)]).toEqual([null, null]);
});

it("a record is the same to the fast reader as to TypeORM", async () => {
  const row = { id: "rec_01jd9x6f3c8m2v5k7n9p1r3t5w", volunteerId: wang.id, sessionId: "ses_01jd9x6f3c8m2v5k7n9p1r3t5w", siteId: host.id, kind: "文艺", minutes: Number.MAX_SAFE_INTEGER, servedAt: "2026-03-01T00:00:00.000001Z", recordedAt: "2026-12-31T23:59:59.999999Z" };
  await expectRowOfAgreesWithFind(volunteer.database, ServiceRecord, [row as ServiceRecord]);
});
