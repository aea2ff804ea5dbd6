import sql from "sql-template-tag";
import { query, run } from "../database/rows";
import { Fault } from "../errors/faults";
import { Refusal } from "../errors/refusals";
import { emit } from "../events/emit";
import type { Consumer } from "../events/follower";
import { inProcessPeer } from "../events/peers";
import { openLamps, type Lamps } from "../testing/spine";
import { createSiteTree } from "./site-tree";
import { siteTreeConsumer, type SiteData } from "./site-tree.consumer";
import type { SiteTree } from "./tree";

const site = (digit: number) => `site_01jd900000000000000000000${digit}`;
const [city, county, station, other, unheardOf] = [site(1), site(2), site(3), site(4), site(9)] as [string, string, string, string, string];

let org: Lamps;
let local: Lamps;
let consumer: Consumer;
let tree: SiteTree;
let catchUps: number;
let orgAnswers: boolean;

async function told(id: string, path: string, more: Partial<SiteData> = {}): Promise<void> {
  const data: SiteData = { id, parentId: path.split("/").at(-3) || null, path, level: "STATION", regionIds: ["region_1"], foundedOn: "2020-01-01", closedOn: null, ...more };
  await org.database.write((tx) => emit(tx, org.services, { type: "PracticeSite", id, op: "UPSERT", siteId: id, data }));
}

beforeEach(async () => {
  [org, local] = await Promise.all([openLamps(), openLamps()]);
  const near = inProcessPeer(() => org.feed);
  orgAnswers = true;
  consumer = local.consumer(siteTreeConsumer, { pull: (request) => (orgAnswers ? near.pull(request) : Promise.reject(new Error("down"))) }, { catchUpMilliseconds: 10_000 });
  catchUps = 0;
  tree = createSiteTree({ database: local.database, catchUp: () => (catchUps++, consumer.catchUp()) });
  await told(city, `/${city}/`, { level: "CENTER" });
  await told(county, `/${city}/${county}/`, { level: "CENTER" });
  await told(station, `/${city}/${county}/${station}/`);
  await told(other, `/${other}/`, { closedOn: "2025-12-31" });
});

describe("what a subgraph knows of the sites", () => {
  beforeEach(() => consumer.catchUp());

  it("is what org told of them", async () => {
    expect(await tree.find(station)).toEqual({ id: station, parentId: county, path: `/${city}/${county}/${station}/`, level: "STATION", regionIds: ["region_1"], foundedOn: "2020-01-01", closedOn: null });
    expect(await tree.find(other)).toMatchObject({ parentId: null, closedOn: "2025-12-31" });
    expect(await tree.ancestorsOf(station)).toEqual([station, county, city]);
    expect(await tree.ancestorsOf(unheardOf)).toEqual([]);
  });

  it("a site is within itself and those above it, and within no other", async () => {
    expect(await tree.isWithin(station, [city])).toBe(true);
    expect(await tree.isWithin(station, [station])).toBe(true);
    expect(await tree.isWithin(station, [other, county])).toBe(true);
    expect(await tree.isWithin(station, [other])).toBe(false);
    expect(await tree.isWithin(city, [station])).toBe(false);
    expect(await tree.isWithin(station, [])).toBe(false);
    expect(await tree.isWithin(station, ["", "/", "%", station.slice(0, -1)])).toBe(false);
  });

  it("a right ends with the event that moves the site away", async () => {
    await told(station, `/${other}/${station}/`);
    await consumer.catchUp();
    expect(await tree.isWithin(station, [county])).toBe(false);
    expect(await tree.isWithin(station, [other])).toBe(true);
    await org.database.write((tx) => emit(tx, org.services, { type: "PracticeSite", id: station, op: "DELETE" }));
    await consumer.catchUp();
    expect(await tree.find(station)).toBeNull();
  });

  it("a list is limited to subtrees by one condition", async () => {
    const listed = async (...roots: string[]) => {
      const rows = await query<{ id: string }>(local.database.reader, sql`SELECT t.id FROM site_tree t WHERE ${await tree.within("t.id", roots)} ORDER BY t.id`);
      return rows.map((row) => row.id);
    };
    expect(await listed(county)).toEqual([county, station]);
    expect(await listed(station, other)).toEqual([station, other]);
    expect(await listed(unheardOf)).toEqual([]);
    expect(await listed()).toEqual([]);
  });

  it("questions of one moment are one statement", async () => {
    const before = local.database.statements();
    await Promise.all([tree.isWithin(station, [city]), tree.isWithin(county, [city]), tree.find(city)]);
    expect(local.database.statements() - before).toBe(1);
  });
});

describe("an id is usable the moment a mutation returned it", () => {
  it("a verb that names it finds it, by one look at what org wrote up to now", async () => {
    expect(await tree.find(station)).toBeNull();
    expect((await tree.require([station, city], "siteId")).map((node) => node.id)).toEqual([station, city]);
    expect(catchUps).toBe(1);
    expect((await tree.require([station], "siteId")).map((node) => node.id)).toEqual([station]);
    expect(catchUps).toBe(1);
  });

  it("so does the question for a right", async () => {
    expect(await tree.isWithin(station, [city])).toBe(true);
    expect(catchUps).toBe(1);
  });

  it("one that org does not know either is refused at its field", async () => {
    const refused = await tree.require([station, unheardOf], "siteIds.1").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ reason: { code: "NOT_FOUND" }, field: ["input", "siteIds", "1"] });
    expect(await tree.isWithin(unheardOf, [city])).toBe(false);
  });

  it.each(["", "nonsense", "vol_01jd9000000000000000000001", `${station}0`])("%p is no id of a site, so nobody is asked for it", async (id) => {
    await expect(tree.require([id], "siteId")).rejects.toBeInstanceOf(Refusal);
    expect(await tree.isWithin(id, [city])).toBe(false);
    expect(catchUps).toBe(0);
  });

  it("while org does not answer, it is not visible yet; what is known stays usable", async () => {
    await consumer.catchUp();
    orgAnswers = false;
    await expect(tree.require([unheardOf], "siteId")).rejects.toMatchObject({ code: "NOT_YET_VISIBLE" });
    await expect(tree.isWithin(unheardOf, [city])).rejects.toBeInstanceOf(Fault);
    expect(await tree.isWithin(station, [city])).toBe(true);
    expect((await tree.require([station], "siteId"))[0]!.id).toBe(station);
  });

  it("inside a transaction nobody waits for another subgraph", async () => {
    await expect(local.database.write(() => tree.require([station], "siteId"))).rejects.toThrow(/inside a transaction/);
  });
});

it("a right that org revoked is gone everywhere within 5 s, although nobody asks", async () => {
  org.feed.start();
  consumer.start();
  await tree.require([station], null);
  const began = performance.now();
  await told(station, `/${other}/${station}/`);
  while (await tree.isWithin(station, [county])) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(performance.now() - began).toBeLessThan(5_000);
  await Promise.all([consumer.stop(), org.feed.stop()]);
});

it("after org came back from a backup the tree is that of org again", async () => {
  await consumer.catchUp();
  await org.database.write(async (tx) => {
    await run(tx, sql`DELETE FROM outbox WHERE seq > 2`);
    await run(tx, sql`UPDATE feed_head SET seq = 2, hash = (SELECT hash FROM outbox WHERE seq = 2)`);
  });
  await told(other, `/${other}/`);
  await consumer.catchUp();
  const rows = await query<{ id: string }>(local.database.reader, sql`SELECT id FROM site_tree ORDER BY id`);
  expect(rows.map((row) => row.id)).toEqual([city, county, other]);
});

it("a site event of another form stops the consumer and changes nothing", async () => {
  await consumer.catchUp();
  await org.database.write((tx) => emit(tx, org.services, { type: "PracticeSite", id: station, op: "UPSERT", data: { id: station, path: "no path" } }));
  await expect(consumer.drain()).rejects.toMatchObject({ name: "PoisonEvent" });
  expect(await consumer.health()).toMatchObject({ state: "stopped" });
  expect(await tree.isWithin(station, [county])).toBe(true);
});
