import sql from "sql-template-tag";
import { Entity } from "typeorm";
import { IdColumn, IntegerColumn, TextColumn, type ColumnTypes } from "../database/columns";
import type { Database } from "../database/database";
import { Migration, type MigrationRunner } from "../database/migration";
import { insertRows } from "../database/rows";
import type { SubgraphContext } from "../subgraph/context";
import { testDatabase } from "../testing/databases";
import type { ConnectionArgs } from "./arguments";
import type { Page } from "./connection";
import { defineChildPages, readPage, type ListQuery } from "./pages";

@Entity("leaf")
class Leaf {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() branchId!: string;
  @TextColumn(20) name!: string;
  @IntegerColumn() weight!: number;
}

class CreateLeaves1795000000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE leaf (id ${types.id} NOT NULL PRIMARY KEY, branch_id ${types.id} NOT NULL, name ${types.text(20)} NOT NULL, weight ${types.integer} NOT NULL)`);
  }
}

const byWeight: ListQuery = { entity: Leaf, order: { name: "weight", columns: [{ column: "t.weight", descending: true }, { column: "t.name" }, { column: "t.id" }] } };
const onBranch = defineChildPages<Leaf, ConnectionArgs & { name?: string }>((_context, { name }) => ({ ...byWeight, parent: "t.branch_id", where: name ? sql`t.name = ${name}` : undefined }));

let database: Database;
let context: SubgraphContext;
/** In the order of the list: heaviest first, then by name, then by id. */
let leaves: Leaf[];

beforeEach(async () => {
  database = await testDatabase({ name: "paging", entities: [Leaf], migrations: [CreateLeaves1795000000001] });
  context = { reader: database.reader, loaders: new Map() } as unknown as SubgraphContext;
  leaves = Array.from({ length: 37 }, (_, index) => ({ id: `leaf_${String(index).padStart(3, "0")}`, branchId: `branch_${index % 3}`, name: ["甲", "乙", "A"][index % 2]!, weight: Math.floor(index / 5) }));
  await database.write((tx) => insertRows(tx, Leaf, [...leaves].reverse()));
  const text = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
  leaves.sort((left, right) => right.weight - left.weight || text(left.name, right.name) || text(left.id, right.id));
});

const idsOf = (rows: readonly Leaf[]) => rows.map(({ id }) => id);

it.each([1, 2, 7, 36, 37, 100])("pages of %d from either end make up the whole list, each item once", async (size) => {
  for (const backward of [false, true]) {
    const seen: string[] = [];
    let page: Page<Leaf> | null = null;
    do {
      const cursor: string | null = page && (backward ? page.pageInfo.startCursor : page.pageInfo.endCursor);
      page = await readPage<Leaf>(context, byWeight, backward ? { last: size, before: cursor } : { first: size, after: cursor });
      if (backward) seen.unshift(...idsOf(page.nodes));
      else seen.push(...idsOf(page.nodes));
    } while (backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage);
    expect(seen).toEqual(idsOf(leaves));
  }
});

it("after and before together bound a page on both sides", async () => {
  const { edges } = await readPage<Leaf>(context, byWeight, { first: 10 });
  const between = await readPage<Leaf>(context, byWeight, { first: 100, after: edges[1]!.cursor, before: edges[5]!.cursor });
  expect(idsOf(between.nodes)).toEqual(idsOf(leaves.slice(2, 5)));
});

it("a page below many parents takes one statement, and is what each parent alone would answer", async () => {
  const branches = ["branch_0", "branch_1", "branch_2", "branch_9"];
  for (const args of [{ first: 3 }, { last: 4 }, { first: 5, name: "甲" }]) {
    const before = database.statements();
    const pages = await Promise.all(branches.map((branch) => onBranch(context, branch, args)));
    expect(database.statements() - before).toBe(1);
    for (const [index, branch] of branches.entries()) {
      const own = leaves.filter((leaf) => leaf.branchId === branch && (!args.name || leaf.name === args.name));
      expect(idsOf(pages[index]!.nodes)).toEqual(idsOf(args.last ? own.slice(-args.last) : own.slice(0, args.first)));
      expect(await pages[index]!.countTotal()).toBe(own.length);
    }
    context.loaders.clear();
    const alone = await onBranch(context, "branch_1", args);
    expect(idsOf(alone.nodes)).toEqual(idsOf(pages[1]!.nodes));
    context.loaders.clear();
  }
});

it("totals are counted only when asked for, and once for all parents", async () => {
  const pages = await Promise.all(["branch_0", "branch_1"].map((branch) => onBranch(context, branch, { first: 1 })));
  const before = database.statements();
  expect(await Promise.all(pages.map((page) => page.countTotal()))).toEqual([13, 12]);
  expect(database.statements() - before).toBe(1);
});

it.each([
  [{ first: 0 }, "first"],
  [{ first: 101 }, "first"],
  [{ last: -1 }, "last"],
  [{ first: 1, last: 1 }, "first, last"],
  [{ after: "junk" }, "after"],
  [{ before: "" }, "before"],
  [{ after: Buffer.from('["name","x","y"]').toString("base64url") }, "after"],
  [{ after: Buffer.from('["weight",1,{"a":1},"y"]').toString("base64url") }, "after"],
])("%j is refused with the argument at fault", async (args, argument) => {
  await expect(readPage<Leaf>(context, byWeight, args)).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT", parameters: { detail: expect.stringContaining(argument) } } });
});

it("an empty list has no cursors and no neighbours", async () => {
  const page = await readPage<Leaf>(context, { ...byWeight, where: sql`t.id = ${"none"}` }, {});
  expect([page.nodes, page.edges, page.pageInfo]).toEqual([[], [], { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }]);
});
