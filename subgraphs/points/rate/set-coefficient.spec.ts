import sql from "sql-template-tag";
import { anonymous } from "../../../kernel/auth/caller";
import { query, run } from "../../../kernel/database/rows";
import { administrator, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { points as definition } from "../subgraph";
import { pointsWorld, type PointsWorld } from "../world";
import { PointsRate } from "./rate.entity";

let points: TestSubgraph;
let world: PointsWorld;
let site: SiteNode;

const setCoefficient = "mutation Set($input: SetCoefficientInput!) { setCoefficient(input: $input) { rate { id site { id } kind coefficient validFrom } userErrors { code field message } } }";

beforeEach(async () => {
  points = await testSubgraph(definition);
  world = pointsWorld(points, requestBy(administrator));
  site = await world.knownSite();
});

const set = async (given: object = {}, options = {}) =>
  (await points.ask(setCoefficient, { input: { siteId: site.id, kind: "文艺", coefficient: "1.5", validFrom: "2026-03-01", ...given } }, options)).data.setCoefficient;
const listed = async () =>
  (await points.ask("query L($representations: [_Any!]!) { _entities(representations: $representations) { ... on PracticeSite { pointsRates { nodes { kind coefficient validFrom } } } } }", { representations: [{ __typename: "PracticeSite", id: site.id }] }, { as: anonymous })).data._entities[0].pointsRates.nodes;

it("a coefficient is set for a site, a kind and the days from one on, and everyone may read it", async () => {
  expect(await set()).toEqual({ rate: { id: expect.stringMatching(/^rate_/), site: { id: site.id }, kind: "文艺", coefficient: "1.50", validFrom: "2026-03-01" }, userErrors: [] });
  expect(await listed()).toEqual([{ kind: "文艺", coefficient: "1.50", validFrom: "2026-03-01" }]);
});

it("a new version stands beside the old one, and no version is changed or removed, whoever asks the database", async () => {
  await set();
  await set({ coefficient: "2", validFrom: "2026-04-01" });
  expect((await listed()).map(({ coefficient }: { coefficient: string }) => coefficient)).toEqual(["2.00", "1.50"]);
  for (const statement of [sql`UPDATE points_rate SET coefficient_cents = 0`, sql`DELETE FROM points_rate`]) {
    await expect(points.database.write((tx) => run(tx, statement))).rejects.toMatchObject({ constraint: "points_rate is append-only" });
  }
});

it("of two versions from the same day one is refused, however they come", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => set({ coefficient: String(index) })));
  expect(answers.filter(({ rate }) => rate !== null)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code, field }: { code: string; field: string[] }) => `${code} ${field.join(".")}`))).toEqual(Array(9).fill("TAKEN input.validFrom"));
});

it.each([
  [{ siteId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "siteId"],
  [{ kind: " " }, "BLANK", "kind"],
  [{ kind: "文".repeat(21) }, "TOO_LONG", "kind"],
  [{ coefficient: "-0.01" }, "OUT_OF_RANGE", "coefficient"],
  [{ coefficient: "100.01" }, "OUT_OF_RANGE", "coefficient"],
])("a wrong input is refused with its field, in both languages, and sets nothing: %j", async (wrong, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    expect(await set(wrong, { language })).toMatchObject({ rate: null, userErrors: [{ code, field: ["input", field], message: expect.stringMatching(script) }] });
  }
  expect(await listed()).toEqual([]);
});

it("an officer sets it at the own site and below only; foreign and unknown sites answer alike", async () => {
  const [below, foreign] = [await world.knownSite({ under: site }), await world.knownSite()];
  const attempt = async (siteId: string, as = officerAt(site.id)) => (await points.ask(setCoefficient, { input: { siteId, kind: "文艺", coefficient: "1", validFrom: "2026-03-01" } }, { as })).faults;
  for (const { id } of [site, below]) expect(await attempt(id)).toEqual([]);
  for (const id of [foreign.id, "site_01jd9x6f3c8m2v5k7n9p1r3t5w", "junk"]) expect(await attempt(id)).toEqual(["FORBIDDEN setCoefficient"]);
  expect(await attempt(site.id, anonymous)).toEqual(["UNAUTHENTICATED setCoefficient"]);
  expect(await attempt(site.id, volunteerWho("vol_01jd9x6f3c8m2v5k7n9p1r3t5w"))).toEqual(["FORBIDDEN setCoefficient"]);
});

it("the feed tells of each version", async () => {
  const { rate } = await set();
  expect(await query(points.database.reader, sql`SELECT type, entity_id, op, site_id FROM outbox`)).toEqual([{ type: "PointsRate", entity_id: rate.id, op: "UPSERT", site_id: site.id }]);
});

it("a version is the same to the fast reader as to TypeORM", async () => {
  const row = { id: "rate_01jd9x6f3c8m2v5k7n9p1r3t5w", siteId: site.id, kind: "文艺", coefficientCents: 10_000, validFrom: "2026-12-31" };
  await expectRowOfAgreesWithFind(points.database, PointsRate, [row as PointsRate]);
});
