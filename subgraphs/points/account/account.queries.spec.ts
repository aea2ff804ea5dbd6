import { anonymous, type Caller } from "../../../kernel/auth/caller";
import { administrator, analyst, feedClientFor, merchantOf, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { points as definition } from "../subgraph";
import { pointsWorld, type PointsWorld } from "../world";
import { PointsAccount } from "./account.entity";

let points: TestSubgraph;
let world: PointsWorld;
let center: SiteNode;
let station: SiteNode;
let foreign: SiteNode;
let wang: { id: string };
let account: PointsAccount;

beforeEach(async () => {
  points = await testSubgraph(definition);
  world = pointsWorld(points, requestBy(administrator));
  center = await world.knownSite();
  station = await world.knownSite({ under: center });
  foreign = await world.knownSite();
  wang = await world.knownVolunteer(foreign);
  account = await world.opened(wang, station, "7.79");
});

/** Every way in at which an account can be read. */
const waysIn = `query Ways($id: ID!, $siteId: ID!, $holderId: ID!, $references: [_Any!]!) {
  byId: pointsAccount(id: $id) { ...A }
  listed: pointsAccounts { nodes { ...A } totalCount }
  edged: pointsAccounts { edges { node { ...A } } }
  bySite: pointsAccounts(filter: { siteId: $siteId }) { nodes { ...A } totalCount }
  byHolder: pointsAccounts(filter: { holderId: $holderId }) { nodes { ...A } totalCount }
  _entities(representations: $references) {
    ...A
    ... on Volunteer { pointsAccounts { nodes { ...A } totalCount } }
    ... on PracticeSite { pointsAccounts { nodes { ...A } totalCount } }
  }
}
fragment A on PointsAccount { id balance openedAt holder { id } site { id } }`;

async function read(as: Caller, { id, holderId, siteId }: { id: string; holderId: string; siteId: string } = account) {
  const references = [{ __typename: "PointsAccount", id }, { __typename: "Volunteer", id: holderId }, { __typename: "PracticeSite", id: siteId }];
  const { data, faults } = await points.ask(waysIn, { id, holderId, siteId, references }, { as });
  const lists = [data.listed, data.edged && { nodes: data.edged.edges.map((edge: { node: object }) => edge.node) }, data.bySite, data.byHolder, data._entities[1].pointsAccounts, data._entities[2].pointsAccounts];
  return {
    seen: [data.byId, data._entities[0], ...lists.map((list) => list?.nodes[0] ?? null)],
    totals: [data.listed, data.bySite, data.byHolder, data._entities[1].pointsAccounts, data._entities[2].pointsAccounts].map((list) => list?.totalCount ?? null),
    codes: [...new Set(faults.map((fault) => fault.split(" ")[0]))],
  };
}

describe("Whoever may see an account", () => {
  it("is its holder, an officer of its site or of one above it, and an administrator, whichever way in", async () => {
    const whole = { id: account.id, balance: "7.79", openedAt: account.openedAt, holder: { id: wang.id }, site: { id: station.id } };
    for (const as of [volunteerWho(wang.id), officerAt(station.id), officerAt(center.id), officerAt(foreign.id, center.id), administrator]) {
      const { seen, totals, codes } = await read(as);
      expect(seen).toEqual(Array(8).fill(whole));
      expect(totals).toEqual(Array(5).fill(1));
      expect(codes).toEqual([]);
    }
  });

  it("is nobody else: to them it answers like an account that does not exist, whichever way in", async () => {
    const other = await world.knownVolunteer(station);
    const unknown = { id: "acct_01jd9x6f3c8m2v5k7n9p1r3t5w", holderId: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", siteId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" };
    for (const as of [volunteerWho(other.id), officerAt(foreign.id), officerAt(), merchantOf("merchant_01jd9x6f3c8m2v5k7n9p1r3t5w"), feedClientFor(center.id), analyst]) {
      const answer = await read(as);
      expect(answer).toEqual({ seen: Array(8).fill(null), totals: Array(5).fill(0), codes: [] });
      expect(await read(as, unknown)).toEqual(answer);
    }
    expect(await read(anonymous)).toEqual({ seen: Array(8).fill(null), totals: Array(5).fill(null), codes: ["UNAUTHENTICATED"] });
    expect(await read(anonymous, unknown)).toEqual(await read(anonymous));
  });

  it("sees the others' accounts in no list, count or neighbouring page", async () => {
    for (const at of [station, foreign, center]) await world.opened(await world.knownVolunteer(at), at);
    const list = "{ pointsAccounts(first: 1) { nodes { holder { id } } totalCount pageInfo { hasNextPage } } }";
    const page = async (as: Caller) => (await points.ask(list, {}, { as })).data.pointsAccounts;
    expect(await page(volunteerWho(wang.id))).toEqual({ nodes: [{ holder: { id: wang.id } }], totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(await page(officerAt(foreign.id))).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(await page(officerAt(center.id))).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(await page(administrator)).toMatchObject({ totalCount: 4 });
  });

  it("sees no more by naming what is not theirs in a filter", async () => {
    const other = await world.knownVolunteer(foreign);
    await world.opened(other, foreign);
    const filtered = async (filter: object, as: Caller) => (await points.ask("query F($filter: PointsAccountFilterInput) { pointsAccounts(filter: $filter) { totalCount } }", { filter }, { as })).data.pointsAccounts.totalCount;
    expect(await filtered({ holderId: other.id }, volunteerWho(wang.id))).toBe(0);
    expect(await filtered({ siteId: foreign.id }, officerAt(center.id))).toBe(0);
    expect(await filtered({ siteId: station.id, holderId: wang.id }, officerAt(center.id))).toBe(1);
    for (const filter of [{ siteId: "" }, { holderId: "" }, { siteId: "' OR 1 = 1 --" }]) expect(await filtered(filter, administrator)).toBe(0);
  });
});

describe("One account", () => {
  it("is resolved as a reference, in the order asked; junk and missing ones are null", async () => {
    const other = await world.opened(await world.knownVolunteer(station), station);
    const representations = [other.id, "acct_01jd9x6f3c8m2v5k7n9p1r3t5w", account.id, true, null, { id: account.id }, station.id].map((id) => ({ __typename: "PointsAccount", id }));
    const { data, faults } = await points.ask("query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on PointsAccount { id } } }", { representations });
    expect(faults).toEqual([]);
    expect(data._entities.map((entity: { id: string } | null) => entity?.id ?? null)).toEqual([other.id, null, account.id, null, null, null, null]);
  });

  it("is the same to the fast reader as to TypeORM", async () => {
    const row = { id: "acct_01jd9x6f3c8m2v5k7n9p1r3t5w", holderId: wang.id, siteId: center.id, balanceCents: Number.MAX_SAFE_INTEGER, openedAt: "2026-12-31T23:59:59.999999Z" };
    await expectRowOfAgreesWithFind(points.database, PointsAccount, [row as PointsAccount]);
  });

  it("tells a balance beyond 32 bits exactly", async () => {
    const row = { id: points.services.ids.next("acct"), holderId: wang.id, siteId: center.id, balanceCents: 900_719_925_474_099, openedAt: points.clock.now() };
    await expectRowOfAgreesWithFind(points.database, PointsAccount, [row as PointsAccount]);
    expect((await points.ask("query A($id: ID!) { pointsAccount(id: $id) { balance } }", { id: row.id })).data.pointsAccount.balance).toBe("9007199254740.99");
  });
});

describe("Lists of accounts", () => {
  const nested = `query Nested($representations: [_Any!]!, $first: Int, $after: String) {
    _entities(representations: $representations) {
      ... on Volunteer { pointsAccounts(first: $first, after: $after) { nodes { balance } totalCount pageInfo { hasNextPage endCursor } } }
      ... on PracticeSite { pointsAccounts(first: $first, after: $after) { nodes { balance } totalCount pageInfo { hasNextPage endCursor } } }
    }
  }`;
  const references = (typename: "Volunteer" | "PracticeSite", owners: readonly { id: string }[]) => ({ representations: owners.map(({ id }) => ({ __typename: typename, id })) });

  it("are paged, what was opened first comes first", async () => {
    for (const at of [center, foreign]) {
      points.clock.advance(60_000);
      await world.opened(wang, at, at === center ? "1" : "2");
    }
    const balances = (page: { nodes: { balance: string }[] }) => page.nodes.map(({ balance }) => balance);
    const first = (await points.ask(nested, { ...references("Volunteer", [wang]), first: 2 })).data._entities[0].pointsAccounts;
    expect([balances(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([["7.79", "1.00"], 3, true]);
    const rest = (await points.ask(nested, { ...references("Volunteer", [wang]), first: 2, after: first.pageInfo.endCursor })).data._entities[0].pointsAccounts;
    expect([balances(rest), rest.pageInfo.hasNextPage]).toEqual([["2.00"], false]);
  });

  it.each(["Volunteer", "PracticeSite"] as const)("take as many statements under twenty of %s as under two, whoever asks", async (typename) => {
    const owners: { id: string }[] = [];
    for (let index = 0; index < 20; index++) {
      const at = await world.knownSite({ under: center });
      const holder = await world.knownVolunteer(at);
      await world.opened(holder, at);
      await world.opened(wang, at);
      owners.push(typename === "Volunteer" ? holder : at);
    }
    for (const [as, rows] of [[administrator, 1], [officerAt(center.id), 1], [volunteerWho(wang.id), 0]] as const) {
      const [two, twenty] = [await points.ask(nested, references(typename, owners.slice(0, 2)), { as }), await points.ask(nested, references(typename, owners), { as })];
      const expected = typename === "Volunteer" ? rows * 20 : (rows + 1) * 20;
      expect(twenty.data._entities.flatMap(({ pointsAccounts }: any) => pointsAccounts.nodes)).toHaveLength(expected);
      expect([two.faults, twenty.faults]).toEqual([[], []]);
      expect(twenty.statements).toBe(two.statements);
    }
  });
});
