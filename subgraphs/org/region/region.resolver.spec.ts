import { anonymous } from "../../../kernel/auth/caller";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { org as definition } from "../subgraph";
import { orgWorld } from "../world";

let org: TestSubgraph;

// Nothing here writes, so the register is loaded once.
beforeAll(async () => {
  org = await testSubgraph(definition);
  await orgWorld(org, requestBy(administrator)).register();
});

const read = async (query: string, variables?: Record<string, unknown>) => {
  const answer = await org.ask(query, variables, { as: anonymous });
  expect(answer.faults).toEqual([]);
  return answer.data;
};
const list = `query List($filter: RegionFilterInput, $orderBy: RegionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  regions(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) { totalCount nodes { code name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
}`;

it.each([["PROVINCE", 31], ["CITY", 342], ["COUNTY", 2978], ["TOWNSHIP", 32], ["VILLAGE", 310]])("at level %s the register holds %i divisions", async (level, total) => {
  expect((await read(list, { filter: { level } })).regions.totalCount).toBe(total);
});

it("a division is found by its code, or by its id, and anybody may ask", async () => {
  const { region } = await read("{ region(code: \"231081\") { __typename id code name level kind validFrom validTo } }");
  expect(region).toEqual({ __typename: "Region", id: expect.stringMatching(/^region_/), code: "231081", name: "绥芬河市", level: "COUNTY", kind: "COUNTY", validFrom: null, validTo: null });
  expect((await read("query ($id: ID!) { region(id: $id) { code } }", { id: region.id })).region).toEqual({ code: "231081" });
});

it.each([["code: \"999999\""], ["id: \"region_01jd9x6f3c8m2v5k7n9p1r3t5w\""], ["id: \"junk\""], ["id: \"231081\""]])("what does not exist is null: %s", async (argument) => {
  expect(await read(`{ region(${argument}) { name } }`)).toEqual({ region: null });
});

it.each([["region { name }"], ["region(code: \"231081\", id: \"junk\") { name }"], ["region(code: null) { name }"]])("a division is asked by its code or by its id, by exactly one of them: %s", async (field) => {
  expect((await org.ask(`{ ${field} }`)).faults).toEqual(["BAD_USER_INPUT region"]);
});

it.each(["2", "231", "23108x", "2310810", ""])("%j is no code", async (code) => {
  const { errors } = await org.ask("query ($code: RegionCode!) { region(code: $code) { name } }", { code });
  expect(errors).toHaveLength(1);
});

it("绥芬河 has two towns with 13 and 14 villages and communities, by code", async () => {
  const { region } = await read("{ region(code: \"231081\") { children { totalCount nodes { code name kind children(first: 2) { totalCount nodes { code name kind parent { code } } } } } } }");
  expect(region.children).toEqual({
    totalCount: 2,
    nodes: [
      {
        code: "231081100", name: "绥芬河镇", kind: "TOWN",
        children: {
          totalCount: 13,
          nodes: [
            { code: "231081100001", name: "友谊社区居委会", kind: "RESIDENTS_COMMITTEE", parent: { code: "231081100" } },
            { code: "231081100002", name: "新华社区居委会", kind: "RESIDENTS_COMMITTEE", parent: { code: "231081100" } },
          ],
        },
      },
      {
        code: "231081101", name: "阜宁镇", kind: "TOWN",
        children: {
          totalCount: 14,
          nodes: [
            { code: "231081101013", name: "建西社区居委会", kind: "RESIDENTS_COMMITTEE", parent: { code: "231081101" } },
            { code: "231081101014", name: "阜华社区居委会", kind: "RESIDENTS_COMMITTEE", parent: { code: "231081101" } },
          ],
        },
      },
    ],
  });
});

it("the path to the root names every division above, the province first", async () => {
  const { region } = await read("{ region(code: \"231081101202\") { name kind ancestors { code name level } } }");
  expect(region).toEqual({
    name: "建华村委会",
    kind: "VILLAGERS_COMMITTEE",
    ancestors: [
      { code: "23", name: "黑龙江省", level: "PROVINCE" },
      { code: "2310", name: "牡丹江市", level: "CITY" },
      { code: "231081", name: "绥芬河市", level: "COUNTY" },
      { code: "231081101", name: "阜宁镇", level: "TOWNSHIP" },
    ],
  });
  expect((await read("{ region(code: \"23\") { parent { code } ancestors { code } } }")).region).toEqual({ parent: null, ancestors: [] });
});

it("a list is ordered by code, each division before those below it, or by name", async () => {
  const codes = (await read(list, { first: 4 })).regions.nodes.map((region: { code: string }) => region.code);
  expect(codes).toEqual(["11", "1101", "110101", "110102"]);
  const names = (await read(list, { orderBy: "NAME", first: 100 })).regions.nodes.map((region: { name: string }) => region.name);
  expect(names).toEqual([...names].sort());
});

it("pages meet without a gap, forward and backward", async () => {
  const filter = { parentCode: "652301" };
  const all = (await read(list, { filter, first: 100 })).regions.nodes.map((region: { code: string }) => region.code);
  expect(all).toHaveLength(22);
  const page = async (window: Record<string, unknown>) => {
    const { nodes, pageInfo } = (await read(list, { filter, ...window })).regions;
    return { codes: nodes.map((region: { code: string }) => region.code) as string[], pageInfo };
  };
  const forward = await page({ first: 5 });
  for (let { pageInfo } = forward; pageInfo.hasNextPage; ) {
    const next = await page({ first: 5, after: pageInfo.endCursor });
    forward.codes.push(...next.codes);
    pageInfo = next.pageInfo;
  }
  expect(forward.codes).toEqual(all);
  const backward = await page({ last: 5 });
  for (let { pageInfo } = backward; pageInfo.hasPreviousPage; ) {
    const previous = await page({ last: 5, before: pageInfo.startCursor });
    backward.codes.unshift(...previous.codes);
    pageInfo = previous.pageInfo;
  }
  expect(backward.codes).toEqual(all);
});

it("conditions of a filter must all hold", async () => {
  const found = async (filter: Record<string, unknown>) => (await read(list, { filter })).regions.nodes.map((region: { name: string }) => region.name);
  expect(await found({ nameContains: "绥芬" })).toEqual(["绥芬河市", "绥芬河镇"]);
  expect(await found({ nameContains: "绥芬", level: "TOWNSHIP" })).toEqual(["绥芬河镇"]);
  expect(await found({ nameContains: "河", parentCode: "231081" })).toEqual(["绥芬河镇"]);
  expect(await found({ parentCode: "999999" })).toEqual([]);
  expect(await found({ nameContains: "%" })).toEqual([]);
  expect(await found({ nameContains: "_" })).toEqual([]);
  expect(await found({ nameContains: "' OR 1 = 1 --" })).toEqual([]);
});

it("however many divisions are asked for parents, ancestors and children, each costs one statement", async () => {
  const nested = (first: number) => org.ask(`{ regions(filter: { level: VILLAGE }, first: ${first}) { nodes { parent { name children(first: 3) { nodes { name } } } ancestors { name } } } }`);
  const few = await nested(2);
  const many = await nested(100);
  expect(many.statements).toBe(few.statements);
  expect(many.statements).toBeLessThanOrEqual(4);
});

it("a reference finds a division by its id, and nothing by anything else", async () => {
  const { region } = await read("{ region(code: \"522723\") { id } }");
  const references = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Region { name } } }`;
  const of = [region.id, "region_01jd9x6f3c8m2v5k7n9p1r3t5w", "522723", 1, true].map((id) => ({ __typename: "Region", id }));
  expect((await read(references, { of }))._entities).toEqual([{ name: "贵定县" }, null, null, null, null]);
});
