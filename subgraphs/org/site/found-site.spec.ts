import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { orgWorld, type OrgWorld } from "../world";
import { anonymous } from "../../../kernel/auth/caller";

let org: TestSubgraph;
let world: OrgWorld;

beforeEach(async () => {
  org = await testSubgraph(definition);
  world = orgWorld(org, requestBy(administrator));
});

const foundSite = `mutation Found($input: FoundSiteInput!) {
  foundSite(input: $input) { site { id name level label foundedOn closedOn parent { name } ancestors { name } covers { code } } userErrors { code field message } }
}`;

it("a center is founded on the clock's business day, and its institute stands under it", async () => {
  const center = (await org.ask(foundSite, { input: { name: " 绥芬河市新时代文明实践中心 ", level: "CENTER" } })).data.foundSite;
  expect(center).toMatchObject({ site: { name: "绥芬河市新时代文明实践中心", foundedOn: "2026-03-02", closedOn: null, parent: null, ancestors: [] }, userErrors: [] });
  const institute = (await org.ask(foundSite, { input: { name: "阜宁镇实践所", level: "INSTITUTE", parentId: center.site.id, label: "支点" } })).data.foundSite;
  expect(institute.site).toMatchObject({ label: "支点", parent: { name: "绥芬河市新时代文明实践中心" }, ancestors: [{ name: "绥芬河市新时代文明实践中心" }] });
});

it.each([
  [{ name: "", level: "CENTER" }, "BLANK", "input.name"],
  [{ name: "站".repeat(101), level: "CENTER" }, "TOO_LONG", "input.name"],
  [{ name: "无上级的站", level: "STATION" }, "BLANK", "input.parentId"],
  [{ name: "站", level: "STATION", parentId: "site_01jd9x6f3c8m2v5k7n9p1r3t5w" }, "NOT_FOUND", "input.parentId"],
  [{ name: "站", level: "STATION", parentId: "junk" }, "NOT_FOUND", "input.parentId"],
  [{ name: "中心", level: "CENTER", regionIds: ["region_01jd9x6f3c8m2v5k7n9p1r3t5w"] }, "NOT_FOUND", "input.regionIds.0"],
])("a wrong input is refused with its field, in both languages, and writes nothing: %j", async (input, code, field) => {
  for (const [language, script] of [["zh", /\p{Script=Han}/u], ["en", /^[\x20-\x7e]+$/]] as const) {
    const { data } = await org.ask(foundSite, { input }, { language });
    expect(data.foundSite).toMatchObject({ site: null, userErrors: [{ code, field: field.split("."), message: expect.stringMatching(script) }] });
  }
  expect((await org.ask("{ sites { totalCount } }")).data.sites.totalCount).toBe(0);
});

it("an institute cannot stand under a station, nor any site under a closed one", async () => {
  const center = await world.center("中心");
  const institute = await world.institute("所", center);
  const station = await world.station("站", institute);
  const other = await world.station("另一站", institute);
  await world.merged("合并站", [station, other], "2026-01-01");
  const under = async (parentId: string, level: string) => (await org.ask(foundSite, { input: { name: "新", level, parentId } })).data.foundSite.userErrors[0].code;
  expect(await under(station.id, "INSTITUTE")).toBe("CONFLICT");
  expect(await under((await world.station("第三站", institute)).id, "INSTITUTE")).toBe("NOT_ALLOWED");
});

it("two open sites under one parent cannot share a name, however many ask at once", async () => {
  const center = await world.center("中心");
  const answers = await Promise.all(Array.from({ length: 10 }, () => org.ask(foundSite, { input: { name: "同名所", level: "INSTITUTE", parentId: center.id } })));
  expect(answers.filter(({ data }) => data.foundSite.site !== null)).toHaveLength(1);
  expect(answers.flatMap(({ data }) => data.foundSite.userErrors.map((error: { code: string }) => error.code))).toEqual(Array(9).fill("TAKEN"));
});

it("an officer founds sites below the own site only; foreign and unknown parents answer alike", async () => {
  const mine = await world.center("我的中心");
  const foreign = await world.center("别人的中心");
  const as = officerAt(mine.id);
  const attempt = (parentId: string | null) => org.ask(foundSite, { input: { name: "新所", level: "INSTITUTE", parentId } }, { as });
  expect((await attempt(mine.id)).data.foundSite.userErrors).toEqual([]);
  const refused = [await attempt(foreign.id), await attempt("site_01jd9x6f3c8m2v5k7n9p1r3t5w"), await attempt(null)];
  for (const answer of refused) expect([answer.data, answer.faults]).toEqual([{ foundSite: null }, ["FORBIDDEN foundSite"]]);
  expect((await org.ask(foundSite, { input: { name: "新所", level: "CENTER" } }, { as: anonymous })).faults).toEqual(["UNAUTHENTICATED foundSite"]);
});
