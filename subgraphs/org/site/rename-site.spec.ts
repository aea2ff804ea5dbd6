import { administrator, officerAt, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { orgWorld, type OrgWorld } from "../world";

let org: TestSubgraph;
let world: OrgWorld;

beforeEach(async () => {
  org = await testSubgraph(definition);
  world = orgWorld(org, requestBy(administrator));
});

const renameSite = "mutation Rename($input: RenameSiteInput!) { renameSite(input: $input) { site { id name } userErrors { code field } } }";

it("a site keeps its id and takes the new name", async () => {
  const site = await world.center("旧名");
  expect((await org.ask(renameSite, { input: { siteId: site.id, name: "新名" } })).data.renameSite).toEqual({ site: { id: site.id, name: "新名" }, userErrors: [] });
  expect((await org.ask("query Site($id: ID!) { site(id: $id) { name } }", { id: site.id })).data.site.name).toBe("新名");
});

it("a name that a sibling holds is refused; the own name is not", async () => {
  const center = await world.center("中心");
  const [first] = [await world.institute("一所", center), await world.institute("二所", center)];
  const codes = async (name: string) => (await org.ask(renameSite, { input: { siteId: first.id, name } })).data.renameSite.userErrors;
  expect(await codes("二所")).toEqual([{ code: "TAKEN", field: ["input", "name"] }]);
  expect(await codes("一所")).toEqual([]);
});

it("a closed site keeps the name under which it closed, and its name is free again", async () => {
  const center = await world.center("中心");
  const [first, second] = [await world.institute("一所", center), await world.institute("二所", center)];
  await world.merged("合并所", [first, second], "2026-01-01");
  expect((await org.ask(renameSite, { input: { siteId: first.id, name: "再命名" } })).data.renameSite.userErrors).toEqual([{ code: "CONFLICT", field: ["input", "siteId"] }]);
  await expect(world.institute("一所", center)).resolves.toMatchObject({ name: "一所" });
});

it("an officer renames sites of the own subtree only", async () => {
  const [mine, foreign] = [await world.center("我的"), await world.center("别人的")];
  const attempt = (siteId: string) => org.ask(renameSite, { input: { siteId, name: "改名" } }, { as: officerAt(mine.id) });
  expect((await attempt(mine.id)).data.renameSite.userErrors).toEqual([]);
  expect((await attempt(foreign.id)).faults).toEqual(["FORBIDDEN renameSite"]);
});
