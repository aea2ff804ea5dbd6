import { anonymous, type Caller } from "../../../kernel/auth/caller";
import { administrator, analyst, feedClientFor, merchantOf, officerAt, requestBy, volunteerWho } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import type { SiteNode } from "../../../kernel/tree/tree";
import { volunteer as definition } from "../subgraph";
import { volunteerWorld, type VolunteerWorld } from "../world";
import type { Volunteer } from "./volunteer.entity";

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
  wang = await world.registered("王小明", station);
});

/** Every way in at which a volunteer can be read. */
const waysIn = `query Ways($id: ID, $number: String, $references: [_Any!]!) {
  byId: volunteer(id: $id) { ...V }
  byNumber: volunteer(volunteerNumber: $number) { ...V }
  listed: volunteers { nodes { ...V } }
  edged: volunteers { edges { node { ...V } } }
  _entities(representations: $references) { ...V ... on PracticeSite { volunteers { nodes { ...V } } } }
}
fragment V on Volunteer { volunteerNumber maskedName name site { id } registeredAt }`;

async function read(as: Caller) {
  const references = [{ __typename: "Volunteer", id: wang.id }, { __typename: "PracticeSite", id: station.id }];
  const { data, faults } = await volunteer.ask(waysIn, { id: wang.id, number: wang.volunteerNumber, references }, { as });
  const seen: { name: string | null; maskedName: string }[] = [data.byId, data.byNumber, data.listed.nodes[0], data.edged.edges[0].node, data._entities[0], data._entities[1].volunteers.nodes[0]];
  return { seen, names: seen.map(({ name }) => name), codes: [...new Set(faults.map((fault) => fault.split(" ")[0]))] };
}

it("the name is read by the volunteer, by officers of the site and above, and by administrators, whichever way in", async () => {
  for (const as of [volunteerWho(wang.id), officerAt(station.id), officerAt(center.id), officerAt(foreign.id, center.id), administrator]) {
    const { names, codes } = await read(as);
    expect(names).toEqual(Array(6).fill("王小明"));
    expect(codes).toEqual([]);
  }
});

it("the name is read by nobody else, whichever way in, and the rest of the answer stands", async () => {
  const other = await world.registered("李强", foreign);
  for (const as of [anonymous, volunteerWho(other.id), officerAt(foreign.id), officerAt(), merchantOf("merchant_01jd9x6f3c8m2v5k7n9p1r3t5w"), feedClientFor(center.id), analyst]) {
    const { seen, codes } = await read(as);
    const known = { volunteerNumber: wang.volunteerNumber, maskedName: "王**", name: null, site: { id: station.id }, registeredAt: wang.registeredAt };
    for (const each of seen) expect(each).toEqual(known);
    expect(codes).toEqual([as === anonymous ? "UNAUTHENTICATED" : "FORBIDDEN"]);
  }
});

it("rights follow the volunteer: after a transfer the new site's officer reads the name and the old one's does not", async () => {
  await world.transferred(wang, foreign);
  const name = async (as: Caller) => (await volunteer.ask("query V($id: ID) { volunteer(id: $id) { name } }", { id: wang.id }, { as })).data.volunteer.name;
  expect([await name(officerAt(foreign.id)), await name(officerAt(center.id))]).toEqual(["王小明", null]);
});

it("a refused name leaves no trace in the error", async () => {
  const { errors } = await volunteer.ask("query V($id: ID) { volunteer(id: $id) { name } }", { id: wang.id }, { as: analyst });
  expect(JSON.stringify(errors)).not.toContain("王");
});

it("no list is filtered or ordered by a name", async () => {
  const { data } = await volunteer.ask(`{ filter: __type(name: "VolunteerFilterInput") { inputFields { name } } order: __type(name: "VolunteerOrder") { enumValues { name } } }`);
  expect(data.filter.inputFields.map((field: { name: string }) => field.name).sort()).toEqual(["registeredFrom", "registeredTo", "siteId"]);
  expect(data.order.enumValues.map((value: { name: string }) => value.name).sort()).toEqual(["NEWEST", "NUMBER", "REGISTERED"]);
});
