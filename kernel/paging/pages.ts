import sql, { join, raw, type Sql } from "sql-template-tag";
import { columnsOf, inList, query, rowOf, tableOf, type EntityClass } from "../database/rows";
import { defineLoader } from "../loading/loaders";
import type { SubgraphContext } from "../subgraph/context";
import { pageWindowOf, type ConnectionArgs, type PageWindow } from "./arguments";
import { Page } from "./connection";
import { decodeCursor, type Place } from "./cursor";

export interface OrderColumn {
  /** As written in SQL, with its alias: `t.name`. Never null, and the last one unique. */
  readonly column: string;
  readonly descending?: boolean;
}

/** A named order: its name is part of every cursor. */
export interface Order {
  readonly name: string;
  readonly columns: readonly OrderColumn[];
}

/** A list of rows of `entity`, which SQL knows as `t`. */
export interface ListQuery {
  readonly entity: EntityClass;
  readonly order: Order;
  /** Joins behind `FROM <table> t`. */
  readonly joins?: Sql;
  /** What limits the list, without WHERE: filters and what the caller may see. */
  readonly where?: Sql;
}

type RawRow = Record<string, unknown>;

/** One page of one list: one statement. */
export async function readPage<Row>(context: SubgraphContext, list: ListQuery, args: ConnectionArgs): Promise<Page<Row>> {
  const window = pageWindowOf(args);
  const order = directed(list.order, window);
  const rows = await query<RawRow>(
    context.reader,
    sql`SELECT ${selection(list)} FROM ${tableOf(list.entity)} t ${list.joins ?? sql``} WHERE ${conditions(list, window)} ORDER BY ${orderSql(order)} LIMIT ${window.size + 1}`,
  );
  return pageOf<Row>(list, window, rows, async () => {
    const [counted] = await query<{ total: number | string }>(context.reader, sql`SELECT COUNT(*) AS total FROM ${tableOf(list.entity)} t ${list.joins ?? sql``} WHERE ${list.where ?? sql`1 = 1`}`);
    return Number(counted!.total);
  });
}

/** The same list below many parents at once: `parent` is the column, as written in SQL, that holds the parent's id. */
export interface ChildListQuery extends ListQuery {
  readonly parent: string;
}

/**
 * Pages of a list below many parents: one statement for all parents that a request asks with the same arguments, however many.
 * `listOf` makes the list from the arguments; it must depend on nothing else.
 */
export function defineChildPages<Row, Args extends ConnectionArgs>(listOf: (context: SubgraphContext, args: Args) => ChildListQuery | Promise<ChildListQuery>): (context: SubgraphContext, parentId: string, args: Args) => Promise<Page<Row>> {
  const loaderByArguments = defineArgumentLoaders<Args, Page<Row>>((args) => defineLoader(async (context, parentIds) => readChildPages<Row>(context, await listOf(context, args), args, parentIds)));
  return (context, parentId, args) => loaderByArguments(context, args)(context, parentId);
}

/** One loader a request and distinct arguments; it ends with the request. */
function defineArgumentLoaders<Args, Value>(make: (args: Args) => (context: SubgraphContext, key: string) => Promise<Value>) {
  const definition = (context: SubgraphContext, args: Args) => {
    let loaders = context.loaders.get(definition) as Map<string, (context: SubgraphContext, key: string) => Promise<Value>> | undefined;
    if (!loaders) context.loaders.set(definition, (loaders = new Map()));
    const key = JSON.stringify(args);
    let loader = loaders.get(key);
    if (!loader) loaders.set(key, (loader = make(args)));
    return loader;
  };
  return definition;
}

async function readChildPages<Row>(context: SubgraphContext, list: ChildListQuery, args: ConnectionArgs, parentIds: readonly string[]): Promise<Page<Row>[]> {
  const window = pageWindowOf(args);
  const order = orderSql(directed(list.order, window));
  const parent = raw(list.parent);
  const from = sql`FROM ${tableOf(list.entity)} t ${list.joins ?? sql``} WHERE ${parent} IN ${inList(parentIds)}`;
  const rows = await query<RawRow>(
    context.reader,
    parentIds.length === 1
      ? sql`SELECT ${selection(list)}, ${parent} AS parent_key ${from} AND ${conditions(list, window)} ORDER BY ${order} LIMIT ${window.size + 1}`
      : sql`SELECT * FROM (SELECT ${selection(list)}, ${parent} AS parent_key, ROW_NUMBER() OVER (PARTITION BY ${parent} ORDER BY ${order}) AS parent_rank ${from} AND ${conditions(list, window)}) ranked WHERE parent_rank <= ${window.size + 1} ORDER BY parent_rank`,
  );
  const rowsByParent = new Map<string, RawRow[]>(parentIds.map((parentId) => [parentId, []]));
  for (const row of rows) rowsByParent.get(row["parent_key"] as string)!.push(row);
  const totals = once(async () => {
    const counted = await query<{ parent_key: string; total: number | string }>(context.reader, sql`SELECT ${parent} AS parent_key, COUNT(*) AS total ${from} AND ${list.where ?? sql`1 = 1`} GROUP BY ${parent}`);
    return new Map(counted.map((row) => [row.parent_key, Number(row.total)]));
  });
  return parentIds.map((parentId) => pageOf<Row>(list, window, rowsByParent.get(parentId)!, async () => (await totals()).get(parentId) ?? 0));
}

function pageOf<Row>(list: ListQuery, window: PageWindow, rows: readonly RawRow[], countTotal: () => Promise<number>): Page<Row> {
  const more = rows.length > window.size;
  const kept = rows.slice(0, window.size);
  if (window.backward) kept.reverse();
  const toRow = rowOf(list.entity) as (row: RawRow) => Row;
  const placeOf = (row: RawRow): Place => list.order.columns.map((_, index) => row[`place_${index}`] as string | number);
  const neighbours = window.backward ? { next: window.before !== null, previous: more } : { next: more, previous: window.after !== null };
  return new Page<Row>(kept.map(toRow), kept.map(placeOf), list.order.name, neighbours, countTotal);
}

/** The entity's columns, and the order's columns as stored, for the cursor. */
function selection(list: ListQuery): Sql {
  const places = list.order.columns.map(({ column }, index) => raw(`${column} AS place_${index}`));
  return join([columnsOf(list.entity, "t"), ...places]);
}

function directed(order: Order, window: PageWindow): Order {
  if (!window.backward) return order;
  return { ...order, columns: order.columns.map(({ column, descending }) => ({ column, descending: !descending })) };
}

function orderSql(order: Order): Sql {
  return raw(order.columns.map(({ column, descending }) => `${column} ${descending ? "DESC" : "ASC"}`).join(", "));
}

function conditions(list: ListQuery, window: PageWindow): Sql {
  const { order } = list;
  const decode = (cursor: string, argument: "after" | "before") => decodeCursor(order.name, order.columns.length, cursor, argument);
  return join(
    [
      list.where ? sql`(${list.where})` : sql`1 = 1`,
      ...(window.after === null ? [] : [beyond(order.columns, decode(window.after, "after"))]),
      ...(window.before === null ? [] : [beyond(order.columns.map(({ column, descending }) => ({ column, descending: !descending })), decode(window.before, "before"))]),
    ],
    " AND ",
  );
}

/** The rows that come after a place. The first condition is implied by the second; it is what an index can use. */
function beyond(columns: readonly OrderColumn[], place: Place): Sql {
  const steps = columns.map((_, index) =>
    join(
      columns.slice(0, index + 1).map(({ column, descending }, position) => {
        const operator = position < index ? "=" : descending ? "<" : ">";
        return sql`${raw(`${column} ${operator}`)} ${place[position]!}`;
      }),
      " AND ",
    ),
  );
  const first = columns[0]!;
  return sql`(${raw(`${first.column} ${first.descending ? "<=" : ">="}`)} ${place[0]!} AND (${join(steps, " OR ")}))`;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | undefined;
  return () => (running ??= work());
}
