import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { expectRowOfAgreesWithFind } from "../../../kernel/testing/row-of-agreement";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { volunteer as definition } from "../subgraph";
import { volunteerWorld, type VolunteerWorld } from "../world";
import { volunteerNumberOf } from "./volunteer-number";
import { Volunteer } from "./volunteer.entity";

let volunteer: TestSubgraph;
let world: VolunteerWorld;
let site: SiteNode;

beforeEach(async () => {
  volunteer = await testSubgraph(definition);
  world = volunteerWorld(volunteer, requestBy(administrator));
  site = await world.knownSite();
});

/** A minute apart, as at a desk. */
async function registeredInTurn(names: readonly string[], at = site) {
  const registered: Volunteer[] = [];
  for (const name of names) {
    registered.push(await world.registered(name, at));
    volunteer.clock.advance(60_000);
  }
  return registered;
}

const namesOf = (page: { nodes: { name: string }[] }) => page.nodes.map(({ name }) => name).join("");

describe("One volunteer", () => {
  it("is found by id and by number, and by nothing else", async () => {
    const { id, volunteerNumber } = await world.registered("王芳", site);
    const find = async (args: Record<string, unknown>) => (await volunteer.ask("query V($id: ID, $volunteerNumber: String) { volunteer(id: $id, volunteerNumber: $volunteerNumber) { id } }", args)).data.volunteer;
    expect(await find({ id })).toEqual({ id });
    expect(await find({ volunteerNumber })).toEqual({ id });
    for (const absent of ["vol_01jd9x6f3c8m2v5k7n9p1r3t5w", id.toUpperCase(), site.id, "", "' OR 1 = 1 --"]) expect(await find({ id: absent })).toBeNull();
    for (const absent of [volunteerNumberOf("0000000000"), volunteerNumber.slice(1), ` ${volunteerNumber}`, "", "%"]) expect(await find({ volunteerNumber: absent })).toBeNull();
  });

  it("is asked for by one of the two", async () => {
    const { id, volunteerNumber } = await world.registered("王芳", site);
    for (const args of [{}, { id, volunteerNumber }, { id: null, volunteerNumber: null }]) {
      expect((await volunteer.ask("query V($id: ID, $volunteerNumber: String) { volunteer(id: $id, volunteerNumber: $volunteerNumber) { id } }", args)).faults).toEqual(["BAD_USER_INPUT volunteer"]);
    }
  });

  it("is resolved as a reference, in the order asked; junk and missing ones are null", async () => {
    const [one, other] = await registeredInTurn(["甲", "乙"]);
    const representations = [other!.id, "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", one!.id, true, null, { id: one!.id }, site.id, other!.id].map((id) => ({ __typename: "Volunteer", id }));
    const { data, faults } = await volunteer.ask("query R($representations: [_Any!]!) { _entities(representations: $representations) { ... on Volunteer { name } } }", { representations });
    expect(faults).toEqual([]);
    expect(data._entities.map((entity: { name: string } | null) => entity?.name ?? null)).toEqual(["乙", null, "甲", null, null, null, null, "乙"]);
  });

  it("is the same to the fast reader as to TypeORM", async () => {
    const row = { id: "vol_01jd9x6f3c8m2v5k7n9p1r3t5w", volunteerNumber: volunteerNumberOf("0123456789"), name: "𠮷田·Ана O'Hara", siteId: site.id, registeredAt: "2026-12-31T23:59:59.999999Z" };
    await expectRowOfAgreesWithFind(volunteer.database, Volunteer, [row as Volunteer]);
  });
});

describe("The list of volunteers", () => {
  const list = `query List($filter: VolunteerFilterInput, $orderBy: VolunteerOrder, $first: Int, $after: String, $last: Int, $before: String) {
    volunteers(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      nodes { name volunteerNumber } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
  const page = async (variables: object = {}) => (await volunteer.ask(list, variables as Record<string, unknown>)).data.volunteers;

  it("is in the order asked for: registration, the newest, number", async () => {
    await registeredInTurn([..."甲乙丙"]);
    expect(namesOf(await page())).toBe("甲乙丙");
    expect(namesOf(await page({ orderBy: "NEWEST" }))).toBe("丙乙甲");
    const numbers = (await page({ orderBy: "NUMBER" })).nodes.map((node: { volunteerNumber: string }) => node.volunteerNumber);
    expect(numbers).toEqual([...numbers].sort());
  });

  it.each(["REGISTERED", "NEWEST", "NUMBER"])("is paged forward and back by %s without a gap or a repetition, even where moments are equal", async (orderBy) => {
    for (const name of "甲乙丙丁戊己庚") await world.registered(name, site);
    const whole = namesOf(await page({ orderBy }));
    let forward = "";
    for (let after: string | null = null, more = true; more; ) {
      const next = await page({ orderBy, first: 3, after });
      forward += namesOf(next);
      [after, more] = [next.pageInfo.endCursor, next.pageInfo.hasNextPage];
      expect(next.totalCount).toBe(7);
    }
    let backward = "";
    for (let before: string | null = null, more = true; more; ) {
      const previous = await page({ orderBy, last: 3, before });
      backward = namesOf(previous) + backward;
      [before, more] = [previous.pageInfo.startCursor, previous.pageInfo.hasPreviousPage];
    }
    expect([forward, backward]).toEqual([whole, whole]);
  });

  it("keeps its place while others register", async () => {
    await registeredInTurn([..."甲乙丙"]);
    const first = await page({ orderBy: "NEWEST", first: 2 });
    await registeredInTurn(["丁"]);
    expect(namesOf(await page({ orderBy: "NEWEST", after: first.pageInfo.endCursor }))).toBe("甲");
  });

  it("is filtered by site and by registration, from included and to excluded; all conditions hold", async () => {
    const other = await world.knownSite({ under: site });
    const [first, second] = await registeredInTurn([..."甲乙丙"]);
    await registeredInTurn(["丁"], other);
    expect(namesOf(await page({ filter: { siteId: site.id } }))).toBe("甲乙丙");
    expect(namesOf(await page({ filter: { registeredFrom: second!.registeredAt } }))).toBe("乙丙丁");
    expect(namesOf(await page({ filter: { registeredTo: second!.registeredAt } }))).toBe("甲");
    expect(namesOf(await page({ filter: { siteId: other.id, registeredFrom: first!.registeredAt } }))).toBe("丁");
    expect(await page({ filter: { siteId: other.id, registeredTo: second!.registeredAt } })).toMatchObject({ nodes: [], totalCount: 0 });
    for (const siteId of ["junk", ""]) expect(await page({ filter: { siteId } })).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("takes no cursor that is junk or of another order, and no senseless size", async () => {
    await registeredInTurn([..."甲乙"]);
    const { endCursor } = (await page({ first: 1 })).pageInfo;
    for (const wrong of [{ after: "junk" }, { before: "é" }, { after: "" }, { orderBy: "NUMBER", after: endCursor }, { first: 0 }, { first: -1 }, { first: 101 }, { last: 101 }, { first: 1, last: 1 }]) {
      expect((await volunteer.ask(list, wrong)).faults).toEqual(["BAD_USER_INPUT volunteers"]);
    }
  });
});

describe("The volunteers of practice sites", () => {
  const ofSites = `query OfSites($representations: [_Any!]!, $first: Int, $after: String) {
    _entities(representations: $representations) { ... on PracticeSite { id volunteers(first: $first, after: $after) { nodes { name site { id } } totalCount pageInfo { hasNextPage endCursor } } } }
  }`;
  const references = (sites: readonly { id: string }[]) => ({ representations: sites.map(({ id }) => ({ __typename: "PracticeSite", id })) });

  it("are those of each site itself, a page for each", async () => {
    const other = await world.knownSite({ under: site });
    await registeredInTurn([..."甲乙丙"]);
    await registeredInTurn(["丁"], other);
    const { data } = await volunteer.ask(ofSites, { ...references([other, site]), first: 2 });
    expect(data._entities.map(({ volunteers }: any) => [namesOf(volunteers), volunteers.totalCount, volunteers.pageInfo.hasNextPage])).toEqual([["丁", 1, false], ["甲乙", 3, true]]);
    const { endCursor } = data._entities[1].volunteers.pageInfo;
    expect(namesOf((await volunteer.ask(ofSites, { ...references([site]), first: 2, after: endCursor })).data._entities[0].volunteers)).toBe("丙");
  });

  it("are an empty page for a site that is not known here yet", async () => {
    const { data } = await volunteer.ask(ofSites, references([{ id: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }]));
    expect(data._entities[0].volunteers).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it("take as many statements under twenty sites as under two, whoever asks", async () => {
    const sites: SiteNode[] = [];
    for (let index = 0; index < 20; index++) {
      sites.push(await world.knownSite({ under: site }));
      await registeredInTurn([..."甲乙"], sites[index]);
    }
    for (const as of [administrator, officerAt(site.id)]) {
      const [two, twenty] = [await volunteer.ask(ofSites, references(sites.slice(0, 2)), { as }), await volunteer.ask(ofSites, references(sites), { as })];
      expect(twenty.data._entities.flatMap(({ volunteers }: any) => volunteers.nodes)).toHaveLength(40);
      expect([two.faults, twenty.faults]).toEqual([[], []]);
      expect(twenty.statements).toBe(two.statements);
    }
  });
});
