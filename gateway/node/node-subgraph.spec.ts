import { buildASTSchema, type GraphQLEnumType, isObjectType, parse } from "graphql";
import { callerWith, roles, type Caller } from "../../kernel/auth/caller";
import { administrators, anyone, definePolicies, signedIn } from "../../kernel/auth/policies";
import { faultCodes } from "../../kernel/errors/codes";
import { faultOf } from "../../kernel/errors/faults";
import { createExecutor } from "../../kernel/execution/executor";
import { owned, stub } from "../../kernel/subgraph/definition";
import { createNodeSubgraph, type Confirm, type NodeDefinition } from "./node-subgraph";

const load = () => Promise.resolve([]);
const definitions: readonly NodeDefinition[] = [
  { name: "org", entityTypes: { PracticeSite: owned("site", load) }, policies: [definePolicies({ Mutation: { foundSite: administrators, greet: anyone } })] },
  { name: "volunteer", entityTypes: { Volunteer: owned("vol", load), PracticeSite: stub("site") }, policies: [definePolicies({ Mutation: { register: signedIn } })] },
];
const node = createNodeSubgraph(definitions);
const execute = createExecutor(node.schema);

const [here, there, gone, broken] = ["0", "1", "2", "3"].map((digit) => `site_${digit.repeat(26)}`) as [string, string, string, string];
const anna = `vol_${"0".repeat(26)}`;
const known = new Set([here, there, anna]);

async function ask(source: string, variables: Record<string, unknown> = {}, caller: Caller = callerWith({ subject: "x" })) {
  const questions: [string, readonly string[]][] = [];
  const confirm: Confirm = (typename, ids) => {
    questions.push([typename, ids]);
    return Promise.resolve(ids.map((id) => (id === broken ? new Error("database at 10.0.0.7 is gone") : known.has(id))));
  };
  const { data, errors = [] } = await execute({ document: parse(source), variables, context: node.context({ caller, language: "zh", requestId: "r" }, confirm) });
  return { data: JSON.parse(JSON.stringify(data)), errors: errors.map((error) => `${faultOf(error).code} ${error.path?.join(".")}`).sort(), questions };
}

describe("node and nodes", () => {
  it("name an object only after its owner confirmed it: no phantoms", async () => {
    const { data, questions } = await ask(`{ a: node(id: "${here}") { id __typename } b: node(id: "${gone}") { id } }`);
    expect(data).toEqual({ a: { id: here, __typename: "PracticeSite" }, b: null });
    expect(questions).toEqual([["PracticeSite", [here]], ["PracticeSite", [gone]]]);
  });

  it("answer in the order asked, and ask each owner once", async () => {
    const { data, questions } = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", { ids: [there, anna, gone, here, there] });
    expect(data.nodes.map((found: { id: string } | null) => found?.id ?? null)).toEqual([there, anna, null, here, there]);
    expect(questions).toEqual([["PracticeSite", [there, gone, here]], ["Volunteer", [anna]]]);
  });

  it.each(["", "x", "1", "site", "site_", `Site_${"0".repeat(26)}`, `site_${"0".repeat(25)}`, `nobody_${"0".repeat(26)}`, `site_${"u".repeat(26)}`, "站"])("junk such as %p is null, and nobody is asked", async (id) => {
    expect(await ask("query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", { id })).toEqual({ data: { node: null, nodes: [null] }, errors: [], questions: [] });
  });

  it("an owner that cannot say is an error in the object's place alone", async () => {
    const { data, errors } = await ask("query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }", { ids: [here, broken, broken], id: broken });
    expect(data).toEqual({ nodes: [{ id: here }, null, null], node: null });
    expect(errors).toEqual(["INTERNAL node", "INTERNAL nodes.1", "INTERNAL nodes.2"]);
  });

  it("takes at most 100 ids", async () => {
    const ids = (count: number) => ({ ids: Array.from({ length: count }, () => here) });
    expect((await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids(100))).errors).toEqual([]);
    expect((await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids(101))).errors).toEqual(["BAD_USER_INPUT nodes"]);
  });
});

describe("viewer", () => {
  it("says who one is and what one may attempt", async () => {
    const caller = callerWith({ subject: "anna", roles: ["VOLUNTEER", "SITE_OFFICER"], volunteerId: anna, siteIds: [here, gone] });
    const { data, errors } = await ask("{ viewer { subject roles language volunteer { id } sites { id } mutations } }", {}, caller);
    expect(errors).toEqual([]);
    expect(data.viewer).toEqual({ subject: "anna", roles: ["VOLUNTEER", "SITE_OFFICER"], language: "ZH", volunteer: { id: anna }, sites: [{ id: here }], mutations: ["greet", "register"] });
  });

  it("of nobody is nobody", async () => {
    const { data } = await ask("{ viewer { subject roles volunteer { id } sites { id } mutations } }", {}, { ...callerWith({ subject: "" }), subject: null });
    expect(data.viewer).toEqual({ subject: null, roles: [], volunteer: null, sites: [], mutations: ["greet"] });
  });

  it("a token that names as volunteer what is none is believed in nothing", async () => {
    const { data, questions } = await ask("{ viewer { volunteer { id } sites { id } } }", {}, callerWith({ subject: "x", volunteerId: here, siteIds: [anna] }));
    expect(data.viewer).toEqual({ volunteer: null, sites: [] });
    expect(questions).toEqual([]);
  });
});

describe("the schema", () => {
  it("lists every error code with its meaning and both languages", async () => {
    const { data } = await ask("{ errorCodes { code meaning chinese english } }");
    expect(data.errorCodes.map(({ code }: { code: string }) => code)).toEqual(faultCodes);
    for (const { meaning, chinese, english } of data.errorCodes) expect([meaning, chinese, english].every((text: string) => text.length > 4)).toBe(true);
    expect((node.schema.getType("ErrorCode") as GraphQLEnumType).getValues().every(({ description }) => description)).toBe(true);
  });

  it("knows every role, and names each type that has an id", () => {
    expect((node.schema.getType("Role") as GraphQLEnumType).getValues().map(({ name }) => name)).toEqual(roles);
    expect(node.schema.getPossibleTypes(node.schema.getType("Node") as never).map(({ name }) => name)).toEqual(["PracticeSite", "Volunteer"]);
    expect(node.owners).toEqual(new Map([["PracticeSite", "org"], ["Volunteer", "volunteer"]]));
  });

  it("describes every type, field and argument of its own", () => {
    const bare = Object.values(buildASTSchema(parse(node.sdl), { assumeValidSDL: true }).getTypeMap()).flatMap((type) => {
      if (!isObjectType(type) || type.name.startsWith("__")) return [];
      return Object.values(type.getFields()).flatMap((field) => [field, ...field.args].filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`));
    });
    expect(bare).toEqual([]);
  });

  it("two types whose ids begin alike keep it from starting", () => {
    const rival: NodeDefinition = { name: "points", entityTypes: { Merchant: owned("site", load) }, policies: [] };
    expect(() => createNodeSubgraph([...definitions, rival])).toThrow("points: ids of Merchant begin with site, as those of PracticeSite do");
  });
});
