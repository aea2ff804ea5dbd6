import sql from "sql-template-tag";
import { anonymous } from "../../../kernel/auth/caller";
import { insertRows, query } from "../../../kernel/database/rows";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { putHolder } from "../holder/holder.queries";
import { points as definition } from "../subgraph";
import { pointsWorld, type PointsWorld } from "../world";
import { PointsAccount } from "./account.entity";

let points: TestSubgraph;
let world: PointsWorld;
let site: SiteNode;
let person: { id: string };

const openPointsAccount = `mutation Open($input: OpenPointsAccountInput!) {
  openPointsAccount(input: $input) { account { id holder { id } site { id } balance openedAt } userErrors { code field message } }
}`;

beforeEach(async () => {
  points = await testSubgraph(definition);
  world = pointsWorld(points, requestBy(administrator));
  site = await world.knownSite();
  person = await world.knownVolunteer(site);
});

const open = async (given: object = {}, options = {}) =>
  (await points.ask(openPointsAccount, { input: { volunteerId: person.id, siteId: site.id, idempotencyKey: "first", ...given } }, options)).data.openPointsAccount;
const total = async () => (await points.ask("{ pointsAccounts { totalCount } }")).data.pointsAccounts.totalCount;
const codesOf = (payload: { userErrors: { code: string; field: string[] }[] }) => payload.userErrors.map(({ code, field }) => `${code} ${field.join(".")}`);

it("an account opens empty, or with what the program starts everyone with", async () => {
  expect(await open()).toEqual({
    account: { id: expect.stringMatching(/^acct_/), holder: { id: person.id }, site: { id: site.id }, balance: "0.00", openedAt: "2026-03-02T01:00:00.000000Z" },
    userErrors: [],
  });
  const neighbour = await world.knownVolunteer(site);
  expect((await open({ volunteerId: neighbour.id, openingBalance: "60", idempotencyKey: "second" })).account.balance).toBe("60.00");
});

it("a volunteer has accounts at several sites, the own one or not", async () => {
  const other = await world.knownSite();
  expect([codesOf(await open()), codesOf(await open({ siteId: other.id, idempotencyKey: "second" }))]).toEqual([[], []]);
});

it("a volunteer has one account at a site, however many requests come at once, each under its own key", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => open({ idempotencyKey: `key ${index}` })));
  expect(answers.filter((answer) => answer.account !== null)).toHaveLength(1);
  expect(answers.flatMap(codesOf)).toEqual(Array(99).fill("TAKEN input.volunteerId"));
  expect(await total()).toBe(1);
});

it("one request sent a hundred times at once opens one account, and every answer names it", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => open({ openingBalance: "7.79" })));
  expect(answers.flatMap(codesOf)).toEqual([]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await total()).toBe(1);
  expect((await points.feed.read({ after: null, first: 10 })).changes.map(({ type }) => type)).toEqual(["PointsAccount", "LedgerEntry"]);
});

it("a key that was used for another account or another balance is refused, and changes nothing", async () => {
  await open();
  const neighbour = await world.knownVolunteer(site);
  expect(codesOf(await open({ volunteerId: neighbour.id }))).toEqual(["CONFLICT input.idempotencyKey"]);
  expect(codesOf(await open({ openingBalance: "0.01" }))).toEqual(["CONFLICT input.idempotencyKey"]);
  expect(codesOf(await open({ openingBalance: "0" }))).toEqual([]);
  expect(await total()).toBe(1);
});

it("a refusal stays a refusal under its key, and another key may succeed", async () => {
  const late = points.services.ids.next("vol");
  expect(codesOf(await open({ volunteerId: late }))).toEqual(["NOT_FOUND input.volunteerId"]);
  await points.database.write((tx) => putHolder(tx, { volunteerId: late, siteId: site.id }));
  expect(codesOf(await open({ volunteerId: late }))).toEqual(["NOT_FOUND input.volunteerId"]);
  expect(codesOf(await open({ volunteerId: late, idempotencyKey: "second" }))).toEqual([]);
});

it.each([
  [{ volunteerId: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "volunteerId"],
  [{ volunteerId: "junk" }, "NOT_FOUND", "volunteerId"],
  [{ siteId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "siteId"],
  [{ siteId: "junk" }, "NOT_FOUND", "siteId"],
  [{ openingBalance: "-0.01" }, "OUT_OF_RANGE", "openingBalance"],
  [{ openingBalance: "1000.01" }, "OUT_OF_RANGE", "openingBalance"],
  [{ idempotencyKey: " " }, "BLANK", "idempotencyKey"],
  [{ idempotencyKey: "k".repeat(101) }, "TOO_LONG", "idempotencyKey"],
])("a wrong input is refused with its field, in both languages, and opens nothing: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await open(wrong, { language })).toMatchObject({ account: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect(await total()).toBe(0);
});

it("the limit is told in points", async () => {
  expect((await open({ openingBalance: "1000.01" }, { language: "en" })).userErrors[0].message).toBe("An account opens with 0 to 1000.00 points.");
  expect((await open({ openingBalance: "1000" })).account.balance).toBe("1000.00");
});

it("a balance finer than a hundredth, or that is no number, is no points", async () => {
  for (const openingBalance of ["0.001", "1e3", "NaN", "", 60]) {
    expect((await points.ask(openPointsAccount, { input: { volunteerId: person.id, siteId: site.id, idempotencyKey: "first", openingBalance } })).faults).toEqual(["BAD_USER_INPUT"]);
  }
});

it("a closed site opens no accounts", async () => {
  const closed = await world.knownSite({ closedOn: "2026-01-01" });
  expect(codesOf(await open({ siteId: closed.id }))).toEqual(["CONFLICT input.siteId"]);
});

it("an officer opens accounts at the own site and below only; foreign and unknown sites answer alike", async () => {
  const below = await world.knownSite({ under: site });
  const foreign = await world.knownSite();
  const attempt = (siteId: string, as = officerAt(site.id)) => points.ask(openPointsAccount, { input: { volunteerId: person.id, siteId, idempotencyKey: siteId } }, { as });
  expect((await attempt(site.id)).data.openPointsAccount.userErrors).toEqual([]);
  expect((await attempt(below.id)).data.openPointsAccount.userErrors).toEqual([]);
  for (const siteId of [foreign.id, "site_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) {
    const { data, faults } = await attempt(siteId);
    expect([data, faults]).toEqual([{ openPointsAccount: null }, ["FORBIDDEN openPointsAccount"]]);
  }
  expect((await attempt(site.id, anonymous)).faults).toEqual(["UNAUTHENTICATED openPointsAccount"]);
  expect((await attempt(site.id, volunteerWho(person.id))).faults).toEqual(["FORBIDDEN openPointsAccount"]);
});

it("an event names the account and its site, and neither the holder nor the balance", async () => {
  const { account } = await open({ openingBalance: "60" });
  const [event] = await query(points.database.reader, sql`SELECT * FROM outbox`);
  expect(event).toMatchObject({ type: "PointsAccount", entity_id: account.id, site_id: site.id, op: "UPSERT", data: null });
});

it("no balance is stored below zero, whoever writes it", async () => {
  const row = { id: points.services.ids.next("acct"), holderId: person.id, siteId: site.id, balanceCents: -1, openedAt: points.clock.now() };
  await expect(points.database.write((tx) => insertRows(tx, PointsAccount, [row]))).rejects.toMatchObject({ kind: "check", constraint: "ck_points_account_never_below_zero" });
});
