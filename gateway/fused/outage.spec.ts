import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSettings } from "../../kernel/database/database";
import { inProcessPeer } from "../../kernel/events/peers";
import { createIds } from "../../kernel/ids/ids";
import { createLogger } from "../../kernel/logging/logging";
import { subgraphNames, type SubgraphName } from "../../kernel/subgraph/definition";
import { openSubgraph, type Subgraph } from "../../kernel/subgraph/open";
import { describeOn, testDatabaseSettings } from "../../kernel/testing/databases";
import { testKeyring } from "../../kernel/testing/keyring";
import { administrator } from "../../kernel/testing/requests";
import { relayTo, type TcpRelay } from "../../kernel/testing/tcp-relay";
import { systemClock as clock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import { createNodeSubgraph } from "../node/node-subgraph";
import { apiSdl } from "../schema-files";
import { askForAll, oneOfEach, without, type OneOfEach } from "../testing/one-of-each";
import { publish, type ClientAnswer, type PublicGraph } from "../testing/served-graph";
import { fuse } from "./fuse";

const address = /\d+\.\d+\.\d+\.\d+|localhost|:\d{4,5}\b|ECONN|SQLITE|\.sqlite|select|mysql/i;

let byName: Record<SubgraphName, Subgraph>;
let graph: PublicGraph;
let ids: OneOfEach;
let whole: ClientAnswer;
let directory: string;

/** Each subgraph may have a database of its own; what reaches it is the specification's affair. */
async function open(settingsOf: (name: SubgraphName) => DatabaseSettings): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), "practice-graph-fused-"));
  const peer = (name: string) => inProcessPeer(() => byName[name as SubgraphName].feed);
  const opened = await Promise.all(definitions.map((definition) => openSubgraph(definition, { database: settingsOf(definition.name), clock, ids: createIds(clock), logger: createLogger("silent"), keyring: testKeyring, peer })));
  byName = Object.fromEntries(opened.map((subgraph) => [subgraph.name, subgraph])) as Record<SubgraphName, Subgraph>;
  graph = await publish(fuse({ apiSdl: apiSdl(), subgraphs: opened, nodeSubgraph: createNodeSubgraph(definitions) }), { DATA_DIR: directory });
  ids = await oneOfEach(byName);
  whole = await askForAll(graph, ids);
}

afterEach(async () => {
  await graph?.close();
  await Promise.all(Object.values(byName ?? {}).map((subgraph) => subgraph.close()));
  rmSync(directory, { recursive: true, force: true });
});

it("a database that is closed costs only the fields of its subgraph, one after the other", async () => {
  const settings = await testDatabaseSettings();
  await open(() => settings);
  expect(whole.faults).toEqual([]);
  const lost: SubgraphName[] = [];
  for (const name of ["points", "activity", "volunteer", "org"] as const) {
    await byName[name].database.close();
    lost.push(name);
    const answer = await askForAll(graph, ids);
    expect(answer).toMatchObject(without(whole, ...lost));
    expect(answer.text).not.toMatch(address);
  }
}, 30_000);

describeOn("mysql", "a server that is gone", () => {
  let relays: Record<SubgraphName, TcpRelay>;

  beforeEach(async () => {
    const settings = (await testDatabaseSettings()) as { engine: "mysql"; url: string };
    const server = new URL(settings.url);
    relays = Object.fromEntries(await Promise.all(subgraphNames.map(async (name) => [name, await relayTo(server.hostname, Number(server.port || 3306))] as const))) as typeof relays;
    await open((name) => {
      const url = new URL(settings.url);
      [url.hostname, url.port] = ["127.0.0.1", String(relays[name].port)];
      return { ...settings, url: url.href, poolSize: 3 };
    });
  }, 30_000);

  afterEach(() => Promise.all(Object.values(relays).map((relay) => relay.cut())));

  it("costs only the fields of its subgraph, and all is there again when it returns", async () => {
    for (const name of subgraphNames) {
      await relays[name].cut();
      const answer = await askForAll(graph, ids);
      expect(answer).toMatchObject(without(whole, name));
      expect(answer.text).not.toMatch(address);
      await relays[name].restore();
      expect((await askForAll(graph, ids)).data).toEqual(whole.data);
    }
  });

  it("takes no other mutation along", async () => {
    await relays.volunteer.cut();
    const document = `mutation ($volunteer: ID!, $site: ID!) {
      renameVolunteer(input: { volunteerId: $volunteer, name: "何秀英" }) { userErrors { code } }
      renameSite(input: { siteId: $site, name: "绥芬河" }) { site { name } }
    }`;
    const { data, faults } = await graph.ask(document, ids, administrator);
    expect([data, faults]).toEqual([{ renameVolunteer: null, renameSite: { site: { name: "绥芬河" } } }, ["SUBGRAPH_UNAVAILABLE renameVolunteer"]]);
    await relays.volunteer.restore();
  });
});
