import { anonymous } from "../../../kernel/auth/caller";
import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { plusMilliseconds } from "../../../kernel/time/time";
import type { SiteNode } from "../../../kernel/tree/tree";
import { activity as definition } from "../subgraph";
import { activityWorld, type ActivityWorld } from "../world";
import { ActivityStatus } from "./activity-status";
import { Activity } from "./activity.entity";

let activity: TestSubgraph;
let world: ActivityWorld;
let site: SiteNode;

beforeEach(async () => {
  activity = await testSubgraph(definition);
  world = activityWorld(activity, requestBy(administrator));
  site = await world.knownSite();
});

const hour = 3_600_000;
/** The hour that begins so many hours after the specification's noon. */
const hourAt = (hours: number) => ({ startsAt: plusMilliseconds("2026-03-02T04:00:00.000000Z", hours * hour), endsAt: plusMilliseconds("2026-03-02T04:00:00.000000Z", (hours + 1) * hour) });

/** An hour each, one after the other. */
async function heldInTurn(titles: readonly string[], hosts: readonly { id: string }[] = [site]) {
  const held: Activity[] = [];
  for (const [index, title] of titles.entries()) held.push(await world.published(title, hosts, hourAt(index)));
  return held;
}

const titlesOf = (page: { nodes: { title: string }[] }) => page.nodes.map(({ title }) => title).join("");

describe("One activity", () => {
  it("is found by its id and by nothing else, by anyone", async () => {
    const [{ id }] = (await heldInTurn(["甲"])) as [Activity];
    const find = async (wanted: string) => (await activity.ask("query A($id: ID!) { activity(id: $id) { id } }", { id: wanted }, { as: anonymous })).data.activity;
    expect(await find(id)).toEqual({ id });
    for (const absent of ["act_01jd9x6f3c8m2v5k7n9p1r3t5w", id.toUpperCase(), site.id, "", "' OR 1 = 1 --"]) expect(await find(absent)).toBeNull();
  });

  it("is resolved as a reference, in the order asked; junk and missing ones are null", async () => {
    const [one, other] = (await heldInTurn(["甲", "乙"])) as [Activity, Activity];
    const representations = [other.id, "act_01jd9x6f3c8m2v5k7n9p1r3t5w", one.id, true, null, { id: one.id }, site.id, other.id].map((id) => ({ __typename: "Activity", id }));
    const { data, faults } = await activity.ask("query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on Activity { title } } }", { representations });
    expect(faults).toEqual([]);
    expect(data._entities.map((entity: { title: string } | null) => entity?.title ?? null)).toEqual(["乙", null, "甲", null, null, null, null, "乙"]);
  });

  it("is the same to the fast reader as to TypeORM", async () => {
    const row = { id: "act_01jd9x6f3c8m2v5k7n9p1r3t5w", title: "𠮷祥 O'Hara", kind: "文艺", summary: null, ...hourAt(0), status: ActivityStatus.CANCELLED, cancellationReason: "大风" };
    await expectRowOfAgreesWithFind(activity.database, Activity, [row as Activity]);
  });
});

describe("The list of activities", () => {
  const list = `query List($filter: ActivityFilterInput, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String) {
    activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes { title } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
  const page = async (variables: object = {}) => (await activity.ask(list, variables as Record<string, unknown>)).data.activities;

  it.each(["EARLIEST", "LATEST"])("is paged forward and back by %s without a gap or a repetition, even where moments are equal", async (orderBy) => {
    await heldInTurn([..."甲乙丙"]);
    for (const title of "丁戊己庚") await world.published(title, [site], hourAt(1));
    const whole = titlesOf(await page({ orderBy }));
    expect([whole[0], whole[6]]).toEqual(orderBy === "EARLIEST" ? ["甲", "丙"] : ["丙", "甲"]);
    let forward = "";
    for (let after: string | null = null, more = true; more; ) {
      const next = await page({ orderBy, first: 3, after });
      forward += titlesOf(next);
      [after, more] = [next.pageInfo.endCursor, next.pageInfo.hasNextPage];
      expect(next.totalCount).toBe(7);
    }
    let backward = "";
    for (let before: string | null = null, more = true; more; ) {
      const previous = await page({ orderBy, last: 3, before });
      backward = titlesOf(previous) + backward;
      [before, more] = [previous.pageInfo.startCursor, previous.pageInfo.hasPreviousPage];
    }
    expect([forward, backward]).toEqual([whole, whole]);
  });

  it("is filtered by host, kind, status and start, from included and to excluded; all conditions hold", async () => {
    const other = await world.knownSite();
    const [first, second] = (await heldInTurn([..."甲乙丙"])) as [Activity, Activity];
    await world.published("丁", [other, site], { ...hourAt(3), kind: "理论宣讲" });
    await world.published("戊", [other], hourAt(4));
    await world.cancelled(second, "大风");
    expect(titlesOf(await page({ filter: { siteId: site.id } }))).toBe("甲乙丙丁");
    expect(titlesOf(await page({ filter: { siteId: other.id } }))).toBe("丁戊");
    expect(titlesOf(await page({ filter: { kind: "理论宣讲" } }))).toBe("丁");
    expect(titlesOf(await page({ filter: { kind: "理论" } }))).toBe("");
    expect(titlesOf(await page({ filter: { status: "CANCELLED" } }))).toBe("乙");
    expect(titlesOf(await page({ filter: { startsFrom: second.startsAt } }))).toBe("乙丙丁戊");
    expect(titlesOf(await page({ filter: { startsTo: second.startsAt } }))).toBe("甲");
    expect(titlesOf(await page({ filter: { siteId: site.id, status: "PUBLISHED", kind: "文艺", startsFrom: first.startsAt, startsTo: hourAt(3).startsAt } }))).toBe("甲丙");
    expect(await page({ filter: { siteId: "junk" } })).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("takes no cursor that is junk or of another order", async () => {
    await heldInTurn([..."甲乙"]);
    const { endCursor } = (await page({ first: 1 })).pageInfo;
    for (const wrong of [{ after: "junk" }, { orderBy: "LATEST", after: endCursor }, { first: 101 }]) {
      expect((await activity.ask(list, wrong)).faults).toEqual(["BAD_USER_INPUT activities"]);
    }
  });
});

describe("The activities of practice sites", () => {
  const ofSites = `query OfSites($representations: [_Any!]!, $first: Int, $after: String, $status: ActivityStatus, $startsFrom: DateTime, $startsTo: DateTime) {
    _entities(representations: $representations) {
      ... on PracticeSite { id activities(first: $first, after: $after, status: $status, startsFrom: $startsFrom, startsTo: $startsTo) { nodes { title hosts { id } } totalCount pageInfo { hasNextPage endCursor } } }
    }
  }`;
  const references = (sites: readonly { id: string }[]) => ({ representations: sites.map(({ id }) => ({ __typename: "PracticeSite", id })) });

  it("are those that each site holds, alone or with others, a page for each", async () => {
    const other = await world.knownSite({ under: site });
    await heldInTurn([..."甲乙"]);
    await world.published("丙", [other, site], hourAt(2));
    const { data } = await activity.ask(ofSites, { ...references([other, site]), first: 2 });
    expect(data._entities.map(({ activities }: any) => [titlesOf(activities), activities.totalCount, activities.pageInfo.hasNextPage])).toEqual([["丙", 1, false], ["甲乙", 3, true]]);
    expect(data._entities[0].activities.nodes[0].hosts).toEqual([{ id: other.id }, { id: site.id }]);
    const { endCursor } = data._entities[1].activities.pageInfo;
    expect(titlesOf((await activity.ask(ofSites, { ...references([site]), first: 2, after: endCursor })).data._entities[0].activities)).toBe("丙");
  });

  it("are limited by status and start", async () => {
    const [, second] = (await heldInTurn([..."甲乙丙"])) as [Activity, Activity];
    await world.cancelled(second, "大风");
    const titles = async (args: object) => titlesOf((await activity.ask(ofSites, { ...references([site]), ...args })).data._entities[0].activities);
    expect(await titles({ status: "PUBLISHED" })).toBe("甲丙");
    expect(await titles({ startsFrom: second.startsAt })).toBe("乙丙");
    expect(await titles({ startsTo: second.startsAt })).toBe("甲");
  });

  it("are an empty page for a site that is not known here yet", async () => {
    const { data } = await activity.ask(ofSites, references([{ id: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }]));
    expect(data._entities[0].activities).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("take as many statements under twenty sites as under two, hosts included, whoever asks", async () => {
    const sites: SiteNode[] = [];
    for (let index = 0; index < 20; index++) {
      sites.push(await world.knownSite({ under: site }));
      await heldInTurn([..."甲乙"], [sites[index]!, site]);
    }
    for (const as of [anonymous, officerAt(site.id)]) {
      const [two, twenty] = [await activity.ask(ofSites, references(sites.slice(0, 2)), { as }), await activity.ask(ofSites, references(sites), { as })];
      expect(twenty.data._entities.flatMap(({ activities }: any) => activities.nodes)).toHaveLength(40);
      expect([two.faults, twenty.faults]).toEqual([[], []]);
      expect(twenty.statements).toBe(two.statements);
    }
  });
});
