import { readSettings } from "../../kernel/config/settings";
import { subgraphNames } from "../../kernel/subgraph/definition";
import { administrator } from "../../kernel/testing/requests";
import { openLine, type Passed, type Trouble } from "../testing/line";
import { askForAll, oneOfEach, without, type OneOfEach } from "../testing/one-of-each";
import { openServedGraph, type ClientAnswer, type ServedGraph } from "../testing/served-graph";

/** The promise; the waits behind it are settings, and shorter here. */
const promisedMilliseconds = 3_000;
const address = /\d+\.\d+\.\d+\.\d+|localhost|:\d{4,5}\b|http|ECONN|fetch|socket/i;

let graph: ServedGraph;
let ids: OneOfEach;
let whole: ClientAnswer;

beforeAll(async () => {
  graph = await openServedGraph({ SUBGRAPH_TIMEOUT_MS: "800", CATCH_UP_MS: "400" });
  ids = await oneOfEach(graph.byName);
  whole = await askForAll(graph, ids);
}, 30_000);

afterAll(() => graph?.close());

beforeEach(async () => {
  await Promise.all(Object.values(graph.lines).map((line) => line.trouble("none")));
  for (const line of Object.values(graph.lines)) line.passed.length = 0;
});

async function inTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  expect(performance.now() - began).toBeLessThan(promisedMilliseconds);
  return result;
}

it("without an outage nothing is missing", () => {
  expect(whole).toMatchObject({ faults: [], data: { site: { volunteers: { nodes: [{ name: "王秀英" }] } }, pointsAccount: { balance: "7.79" }, viewer: { subject: "administrator" } } });
});

describe("a query", () => {
  const elsewhere: Trouble = { status: 307, body: "", headers: { location: "http://10.0.0.7:4001/" } };
  const answers = ["<html>no upstream at http://10.0.0.7:4001</html>", "", "null", "[]", '"text"', "{}", '{"data":null}', '{"data":"10.0.0.7"}', '{"data":{},"errors":"10.0.0.7"}', '{"data":{},"errors":[null]}'];
  const refusal = '{"errors":[{"message":"connect ECONNREFUSED 10.0.0.7:3306","extensions":{"code":"INTERNAL"}}]}';

  it.each(subgraphNames.flatMap((name) => [[name, "refuses"], [name, "hangs"]] as const))("loses the fields of %s and no others when it %s, and has all again when it returns", async (name, trouble) => {
    await graph.lines[name].trouble(trouble);
    const answer = await inTime(() => askForAll(graph, ids));
    expect(answer).toMatchObject(without(whole, name));
    expect(answer.text).not.toMatch(address);
    await graph.lines[name].trouble("none");
    expect((await askForAll(graph, ids)).data).toEqual(whole.data);
  });

  it.each<[string, Trouble]>([
    ["breaks every connection", "breaks"],
    ["begins an answer and does not go on", "stalls"],
    ["dies whenever it is asked", "dies"],
    ["dies whenever it has answered by half", "dies halfway"],
    ["answers 500", { status: 500, body: refusal }],
    ["answers 502", { status: 502, body: answers[0]! }],
    ["sends elsewhere", elsewhere],
    ...answers.map((body): [string, Trouble] => [`answers ${body}`, { status: 200, body }]),
  ])("loses the fields of a subgraph that %s", async (_, trouble) => {
    await graph.lines.points.trouble(trouble);
    const answer = await inTime(() => askForAll(graph, ids));
    expect(answer).toMatchObject(without(whole, "points"));
    expect(answer.text).not.toMatch(address);
  });

  it("loses the fields of all that are lost, and still says who asks", async () => {
    await Promise.all(subgraphNames.map((name) => graph.lines[name].trouble("hangs")));
    expect(await inTime(() => askForAll(graph, ids))).toMatchObject(without(whole, ...subgraphNames));
  });

  it.each<Trouble>(["breaks", "dies", "dies halfway", { status: 503, body: "" }])("that was not answered (%j) is sent again, signed anew", async (trouble) => {
    await graph.lines.activity.trouble(trouble, 2);
    const { data, faults } = await graph.ask("query ($activity: ID!) { activity(id: $activity) { title } }", ids, administrator);
    expect([data.activity.title, faults]).toEqual(["红色故事会", []]);
    const sent = graph.lines.activity.passed;
    expect(sent.map(({ text }) => text)).toEqual([sent[0]!.text, sent[0]!.text, sent[0]!.text]);
    expect(new Set(sent.map(({ signature }) => signature)).size).toBe(3);
  });

  it("that meets an outage leaves one line in the log, which tells those who run it why", async () => {
    await graph.lines.points.trouble("refuses");
    graph.log.length = 0;
    await askForAll(graph, ids);
    expect(graph.log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["a part of the graph does not answer"]);
    expect(graph.log[0]).toContain("ECONNREFUSED");
  });

  it("that waited in vain is not sent again", async () => {
    await graph.lines.activity.trouble("hangs");
    await inTime(() => graph.ask("query ($activity: ID!) { activity(id: $activity) { title } }", ids, administrator));
    expect(graph.lines.activity.passed).toHaveLength(1);
  });
});

describe("a mutation", () => {
  const renaming = `mutation ($volunteer: ID!, $site: ID!, $name: String!) {
    renameVolunteer(input: { volunteerId: $volunteer, name: $name }) { volunteer { name } userErrors { code } }
    renameSite(input: { siteId: $site, name: $name }) { site { name } userErrors { code } }
  }`;
  const mutations = (passed: readonly Passed[]) => passed.filter(({ text }) => (JSON.parse(text) as { query: string }).query.startsWith("mutation"));

  it.each<[Trouble, number]>([
    ["refuses", 0], ["breaks", 1], ["hangs", 1], ["stalls", 1], ["dies", 1], ["dies halfway", 1],
    [{ status: 502, body: "" }, 1], [{ status: 421, body: "" }, 1], [{ status: 500, body: "" }, 1], [{ status: 307, body: "", headers: { location: "/again" } }, 1],
  ])("is never sent twice (%j), and takes no other along", async (trouble, times) => {
    await graph.lines.volunteer.trouble(trouble);
    const name = `何${Math.random().toString(36).slice(2, 10)}`;
    const { data, faults, text } = await inTime(() => graph.ask(renaming, { ...ids, name }, administrator));
    expect([data.renameVolunteer, data.renameSite, faults]).toEqual([null, { site: { name }, userErrors: [] }, ["SUBGRAPH_UNAVAILABLE renameVolunteer"]]);
    expect(text).not.toMatch(address);
    expect(mutations(graph.lines.volunteer.passed)).toHaveLength(times);
  });

  it("of many fields waits once for a subgraph that hangs", async () => {
    await graph.lines.volunteer.trouble("hangs");
    const fields = Array.from({ length: 6 }, (_, index) => `v${index}: renameVolunteer(input: { volunteerId: $volunteer, name: "何" }) { userErrors { code } }`);
    const { data, faults } = await inTime(() => graph.ask(`mutation ($volunteer: ID!, $site: ID!) { ${fields.join(" ")} renameSite(input: { siteId: $site, name: "绥芬河" }) { site { name } } }`, ids, administrator));
    expect(faults).toEqual(fields.map((_, index) => `SUBGRAPH_UNAVAILABLE v${index}`));
    expect(data.renameSite).toEqual({ site: { name: "绥芬河" } });
    expect(mutations(graph.lines.volunteer.passed)).toHaveLength(1);
  });

  it("that names what its subgraph has not heard of hears from it in time, although the owner hangs", async () => {
    const registering = 'mutation ($site: ID!) { registerVolunteer(input: { name: "王桂兰", siteId: $site, idNumber: "11010519491231002X" }) { userErrors { code } } }';
    await graph.lines.org.trouble("hangs");
    const { faults } = await inTime(() => graph.ask(registering, { site: "site_01jd9000000000000000000009" }, administrator));
    expect(faults).toEqual(["NOT_YET_VISIBLE registerVolunteer"]);
    const { CATCH_UP_MS, SUBGRAPH_TIMEOUT_MS } = readSettings({});
    expect(CATCH_UP_MS).toBeLessThanOrEqual(SUBGRAPH_TIMEOUT_MS * 0.75);
  });
});

describe("two replicas behind one address", () => {
  const read = () => graph.ask("query ($site: ID!) { site(id: $site) { name } }", ids, administrator);
  const rename = (name: string) => graph.ask("mutation ($site: ID!, $name: String!) { renameSite(input: { siteId: $site, name: $name }) { site { name } } }", { ...ids, name }, administrator);

  it.each<[string, Trouble]>([["breaks connections to it", "breaks"], ["says so", { status: 502, body: "" }]])("work as one; when one dies and the balancer %s, queries do not notice", async (_, whenTargetIsGone) => {
    const line = graph.lines.org;
    line.whenTargetIsGone = whenTargetIsGone;
    const replica = await graph.addReplica("org");
    for (const name of ["甲站", "乙站", "丙站"]) {
      expect((await rename(name)).data.renameSite.site).toEqual({ name });
      for (let turn = 0; turn < 2; turn++) expect((await read()).data.site).toEqual({ name });
    }
    await replica.close();
    for (let turn = 0; turn < 4; turn++) expect(await read()).toMatchObject({ data: { site: { name: "丙站" } }, faults: [] });
    line.passed.length = 0;
    const renamed = [await rename("丁站"), await rename("戊站"), await rename("己站")];
    expect(line.passed).toHaveLength(3);
    expect(renamed.filter(({ faults }) => faults.length > 0).length).toBeLessThanOrEqual(2);
    line.targets.pop();
    expect((await rename("绥芬河")).faults).toEqual([]);
  });
});

it("readiness names the subgraph that is lost, and takes the word back when it returns", async () => {
  const ready = async () => {
    const response = await fetch(`${graph.url}/ready`);
    return { status: response.status, ...((await response.json()) as { parts: Record<string, string> }) };
  };
  expect(await ready()).toMatchObject({ status: "up", parts: { org: "up", points: "up" } });
  for (const trouble of ["refuses", "hangs"] as const) {
    await graph.lines.points.trouble(trouble);
    expect(await ready()).toMatchObject({ status: "down", parts: { org: "up", volunteer: "up", activity: "up", points: "down" } });
    await graph.lines.points.trouble("none");
  }
  expect(await ready()).toMatchObject({ status: "up" });
});

it("a redirection leads nobody to a request that was signed", async () => {
  const stranger = await openLine();
  try {
    for (const status of [301, 307, 308]) {
      await graph.lines.points.trouble({ status, body: "", headers: { location: stranger.url } });
      await askForAll(graph, ids);
    }
    expect(stranger.passed).toEqual([]);
  } finally {
    await stranger.close();
  }
});
