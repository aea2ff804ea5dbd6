import { inspect } from "node:util";
import { graphql } from "graphql";
import sql from "sql-template-tag";
import { anonymous, type Caller } from "../../../kernel/auth/caller";
import { query, run } from "../../../kernel/database/rows";
import { createLogger } from "../../../kernel/logging/logging";
import { rotateKeys } from "../../../kernel/personal/rotate.queries";
import { rotatedTestKeyring } from "../../../kernel/testing/keyring";
import { dumpOf } from "../../../kernel/testing/dump";
import { administrator, analyst, feedClientFor, merchantOf, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { volunteer as definition } from "../subgraph";
import type { Volunteer } from "../volunteer/volunteer.entity";
import { volunteerWorld, type VolunteerWorld } from "../world";
import { DocumentKind } from "./document-kind";
import { VolunteerIdentity } from "./identity.entity";

/** The example of the standard: nobody else's. */
const canary = { idNumber: "11010519491231002X", phone: "13800138000" };

let volunteer: TestSubgraph;
let world: VolunteerWorld;
let center: SiteNode;
let station: SiteNode;
let foreign: SiteNode;
let wang: Volunteer;

beforeEach(async () => {
  volunteer = await testSubgraph(definition);
  world = volunteerWorld(volunteer, requestBy(administrator));
  center = await world.knownSite();
  station = await world.knownSite({ under: center });
  foreign = await world.knownSite();
  wang = await world.registered("王小明", station, canary);
});

const readAll = `query Read($id: ID) { volunteer(id: $id) { volunteerNumber documentKind maskedIdNumber idNumber maskedPhone phone } }`;
const readOf = async (as: Caller, id = wang.id) => volunteer.ask(readAll, { id }, { as });
const responsible = () => [volunteerWho(wang.id), officerAt(station.id), officerAt(center.id), administrator];
const others = () => [anonymous, officerAt(foreign.id), officerAt(), merchantOf("merchant_01jd9x6f3c8m2v5k7n9p1r3t5w"), feedClientFor(center.id), analyst, volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w")];

const personalReads = `query Reads($id: ID, $first: Int, $after: String) {
  volunteer(id: $id) { personalReads(first: $first, after: $after) { nodes { field subject roles readAt requestId } totalCount pageInfo { hasNextPage endCursor } } }
}`;
const readsOf = async (id = wang.id) => (await volunteer.ask(personalReads, { id }, { as: volunteerWho(id) })).data.volunteer.personalReads;

describe("ID number and phone", () => {
  it("are read by the person, by officers of the site and above and by administrators, masked and plain", async () => {
    for (const as of responsible()) {
      const { data, faults } = await readOf(as);
      expect(faults).toEqual([]);
      expect(data.volunteer).toMatchObject({ documentKind: "RESIDENT_ID", maskedIdNumber: "110105********002X", maskedPhone: "138****8000", ...canary });
    }
  });

  it("are read by nobody else, whichever way in, and the rest of the answer stands", async () => {
    const waysIn = `query Ways($id: ID, $number: String, $references: [_Any!]!) {
      byId: volunteer(id: $id) { ...V } byNumber: volunteer(volunteerNumber: $number) { ...V } listed: volunteers { nodes { ...V } } edged: volunteers { edges { node { ...V } } }
      _entities(representations: $references) { ...V ... on PracticeSite { volunteers { nodes { ...V } } } }
    }
    fragment V on Volunteer { volunteerNumber documentKind maskedIdNumber idNumber maskedPhone phone personalReads { nodes { subject } } }`;
    const references = [{ __typename: "Volunteer", id: wang.id }, { __typename: "PracticeSite", id: station.id }];
    for (const as of others()) {
      const { data, errors, faults } = await volunteer.ask(waysIn, { id: wang.id, number: wang.volunteerNumber, references }, { as });
      const shut = { volunteerNumber: wang.volunteerNumber, documentKind: null, maskedIdNumber: null, idNumber: null, maskedPhone: null, phone: null, personalReads: null };
      for (const each of [data.byId, data.byNumber, data.listed.nodes[0], data.edged.edges[0].node, data._entities[0], data._entities[1].volunteers.nodes[0]]) expect(each).toEqual(shut);
      expect([...new Set(faults.map((fault) => fault.split(" ")[0]))]).toEqual([as === anonymous ? "UNAUTHENTICATED" : "FORBIDDEN"]);
      expect(inspect([errors, data], { depth: 9 })).not.toMatch(/110105|002X|138|8000/);
    }
    expect((await readsOf()).totalCount).toBe(0);
  });

  it("follow the volunteer: after a transfer the new site's officer reads them and the old one's does not", async () => {
    await world.transferred(wang, foreign);
    expect((await readOf(officerAt(foreign.id))).data.volunteer.idNumber).toBe(canary.idNumber);
    expect((await readOf(officerAt(center.id))).data.volunteer.idNumber).toBeNull();
  });

  it("are null where none is known: nothing was shown, so nothing is recorded", async () => {
    const li = await world.registered("李强", station, { idNumber: "440524188001010014" });
    expect((await readOf(administrator, li.id)).data.volunteer).toMatchObject({ phone: null, maskedPhone: null });
    await volunteer.database.write((tx) => run(tx, sql`DELETE FROM volunteer_identity WHERE volunteer_id = ${li.id}`));
    expect((await readOf(administrator, li.id)).data.volunteer).toMatchObject({ documentKind: null, maskedIdNumber: null, idNumber: null });
    expect((await readsOf(li.id)).nodes.map(({ field }: { field: string }) => field)).toEqual(["idNumber"]);
  });

  it("stand in another row than the person's for nobody: moved there, they cannot be read, and the error tells nothing", async () => {
    const li = await world.registered("李强", station, { phone: "13900139000" });
    await volunteer.database.write(async (tx) => {
      const [row] = await query<{ phone: ArrayBuffer }>(tx, sql`SELECT phone FROM volunteer_identity WHERE volunteer_id = ${wang.id}`);
      await run(tx, sql`UPDATE volunteer_identity SET phone = ${Buffer.from(row!.phone)} WHERE volunteer_id = ${li.id}`);
    });
    const { data, faults, errors } = await readOf(administrator, li.id);
    expect([data.volunteer.phone, data.volunteer.maskedPhone]).toEqual([null, null]);
    expect(faults).toEqual(["INTERNAL volunteer.maskedPhone", "INTERNAL volunteer.phone"]);
    expect(inspect(errors, { depth: 9 })).not.toContain("138");
  });

  it("are read as before after the keys were rotated", async () => {
    expect(await rotateKeys(volunteer.database, rotatedTestKeyring, definition.sealed!)).toEqual({ resealed: 2 });
    expect((await readOf(administrator)).data.volunteer).toMatchObject(canary);
  });

  it("are the same to the fast reader as to TypeORM", async () => {
    const row = { volunteerId: (await world.registered("李强", station)).id, documentKind: DocumentKind.PASSPORT, idNumber: Buffer.from([1, 0, 255]), idNumberIndex: Buffer.alloc(32, 7), phone: null };
    await volunteer.database.write((tx) => run(tx, sql`DELETE FROM volunteer_identity WHERE volunteer_id = ${row.volunteerId}`));
    await expectRowOfAgreesWithFind(volunteer.database, VolunteerIdentity, [row]);
  });
});

describe("The record of who was shown them", () => {
  it("names the reader with the roles held, the field, the moment and the request, the latest first", async () => {
    const { requestId } = requestBy();
    await readOf(officerAt(center.id));
    volunteer.clock.advance(60_000);
    await volunteer.ask("query V($id: ID) { volunteer(id: $id) { phone } }", { id: wang.id }, { as: volunteerWho(wang.id) });
    const { nodes, totalCount } = await readsOf();
    expect(totalCount).toBe(3);
    expect(nodes[0]).toEqual({ field: "phone", subject: `volunteer ${wang.id}`, roles: ["VOLUNTEER"], readAt: volunteer.clock.now(), requestId: expect.stringMatching(/^specification-\d+$/) });
    const earlier = { subject: `officer of ${center.id}`, roles: ["SITE_OFFICER"], readAt: "2026-03-02T01:00:00.000000Z", requestId: nodes[1].requestId };
    expect(nodes.slice(1)).toEqual(expect.arrayContaining([{ field: "idNumber", ...earlier }, { field: "phone", ...earlier }]));
    expect(Number(nodes[1].requestId.split("-")[1])).toBeGreaterThan(Number(requestId.split("-")[1]));
  });

  it("takes one statement for all that a request shows, however many people", async () => {
    const list = "query L($first: Int) { volunteers(first: $first) { nodes { idNumber phone } } }";
    for (let index = 0; index < 19; index++) await world.registered(`志愿者${index}`, station, { phone: "13900139000" });
    const officer = officerAt(center.id);
    const [two, twenty] = [await volunteer.ask(list, { first: 2 }, { as: officer }), await volunteer.ask(list, { first: 20 }, { as: officer })];
    expect(twenty.data.volunteers.nodes.filter(({ idNumber, phone }: { idNumber: string; phone: string }) => idNumber && phone)).toHaveLength(20);
    expect(twenty.statements).toBe(two.statements);
    const [row] = await query<{ recorded: number }>(volunteer.database.reader, sql`SELECT COUNT(*) AS recorded FROM personal_read`);
    expect(row!.recorded).toBe(44);
  });

  it("is not written for masked values", async () => {
    await volunteer.ask("{ volunteers { nodes { documentKind maskedIdNumber maskedPhone } } }");
    expect((await readsOf()).totalCount).toBe(0);
  });

  it("comes first: where it cannot be written, no plain value is shown", async () => {
    const full = { ...volunteer.database, write: () => Promise.reject(new Error("no space left")) };
    const contextValue = Object.assign(volunteer.context(requestBy(administrator)), { database: full });
    const { data, errors } = await graphql({ schema: volunteer.schema, source: readAll, variableValues: { id: wang.id }, contextValue });
    expect(data!["volunteer"]).toMatchObject({ maskedIdNumber: "110105********002X", idNumber: null, phone: null });
    expect(errors).toHaveLength(2);
  });

  it("is written too when a verb answers with a plain value", async () => {
    const rename = "mutation R($input: RenameVolunteerInput!) { renameVolunteer(input: $input) { volunteer { idNumber } userErrors { code } } }";
    expect((await volunteer.ask(rename, { input: { volunteerId: wang.id, name: "王晓明" } }, { as: officerAt(station.id) })).data.renameVolunteer.volunteer.idNumber).toBe(canary.idNumber);
    expect((await readsOf()).nodes).toMatchObject([{ field: "idNumber", subject: `officer of ${station.id}` }]);
  });

  it("is read by the person and by administrators, and by no officer", async () => {
    await readOf(administrator);
    for (const as of [volunteerWho(wang.id), administrator]) expect((await volunteer.ask(personalReads, { id: wang.id }, { as })).data.volunteer.personalReads.totalCount).toBe(2);
    for (const as of [officerAt(station.id), officerAt(center.id), ...others()]) expect((await volunteer.ask(personalReads, { id: wang.id }, { as })).data.volunteer.personalReads).toBeNull();
  });

  it("is read page by page", async () => {
    for (let index = 0; index < 3; index++) {
      await volunteer.ask("query V($id: ID) { volunteer(id: $id) { phone } }", { id: wang.id }, { as: officerAt(index % 2 ? center.id : station.id) });
      volunteer.clock.advance(1_000);
    }
    const page = async (after: string | null) => (await volunteer.ask(personalReads, { id: wang.id, first: 2, after }, { as: administrator })).data.volunteer.personalReads;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, first.pageInfo.hasNextPage, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([2, true, 1, false]);
    expect(second.nodes[0].readAt < first.nodes[1].readAt).toBe(true);
  });

  it("is never changed nor removed", async () => {
    await readOf(administrator);
    for (const change of [sql`UPDATE personal_read SET subject = 'nobody'`, sql`DELETE FROM personal_read`]) {
      await expect(volunteer.database.write((tx) => run(tx, change))).rejects.toMatchObject({ kind: "check" });
    }
    expect((await readsOf()).totalCount).toBe(2);
  });
});

describe("A stolen copy of the database", () => {
  it("holds no ID number and no phone, after every verb, reading and refusal", async () => {
    const spelled = { idNumber: "１１０１０５１９４９１２３１００２Ｘ", phone: "138 0013 8000" };
    await readOf(administrator);
    await world.renamed(wang, "王晓明");
    await world.transferred(wang, center);
    for (const again of [canary, spelled]) await expect(world.registered("王小明", station, again)).rejects.toThrow(/^refused: TAKEN input.idNumber/);
    const dump = await dumpOf(volunteer.database);
    expect(dump).toContain(wang.id);
    expect(dump).toContain("idNumber");
    for (const plain of [canary.idNumber, canary.phone, ...Object.values(spelled), "110105", "19491231", "13800138"]) expect(dump).not.toContain(plain);
  });
});

describe("No error, event or line of the log", () => {
  it("repeats an ID number or a phone", async () => {
    const lines: string[] = [];
    const logger = createLogger("debug", { write: (line) => void lines.push(line) });
    const register = "mutation R($input: RegisterVolunteerInput!) { registerVolunteer(input: $input) { volunteer { id } userErrors { code field message } } }";
    const told: unknown[] = [];
    for (const wrong of [{ idNumber: "110105194912310021" }, canary, { ...canary, phone: "138001380001" }, { idNumber: "110105194913310021" }, { ...canary, name: "王".repeat(60) }]) {
      for (const language of ["zh", "en"] as const) {
        const { data, errors } = await volunteer.ask(register, { input: { name: "李强", siteId: station.id, ...wrong } }, { language });
        expect(data.registerVolunteer.userErrors).not.toEqual([]);
        told.push(data, errors);
        for (const error of errors) logger.error({ err: error });
      }
    }
    const { changes } = await volunteer.services.feed.read({ after: null, first: 100, withPayload: true });
    expect(inspect([told, changes, lines], { depth: 9 })).not.toMatch(/110105|13800138/);
  });
});
