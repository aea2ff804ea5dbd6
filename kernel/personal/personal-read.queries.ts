import { insertRows } from "../database/rows";
import { createIds } from "../ids/ids";
import { defineLoader } from "../loading/loaders";
import type { ConnectionArgs } from "../paging/arguments";
import { defineChildPages, type Order } from "../paging/pages";
import type { SubgraphContext } from "../subgraph/context";
import { systemClock } from "../time/time";
import { PersonalRead } from "./personal-read.entity";

/** Ids of their own, so that reading shifts none of those that verbs give out. */
const ids = createIds(systemClock);
const longestRequestId = 64;

/** What a request reads at the same time is one transaction and one statement, however many people it shows. */
const recorded = defineLoader<true>(async (context, keys) => {
  const { subject, roles } = context.caller;
  // Whom no token names, no policy lets through to personal data.
  if (subject === null) throw new Error("a personal value was asked for by nobody");
  const read = { subject, roles, readAt: context.clock.now(), requestId: context.requestId.slice(0, longestRequestId) };
  const rows = keys.map((key) => {
    const [field, personId] = key.split(" ") as [string, string];
    return { id: ids.next("read"), personId, field, ...read };
  });
  await context.database.write((tx) => insertRows(tx, PersonalRead, rows));
  return keys.map(() => true);
});

/** Hands a plain personal value on once its reading is on record; where it cannot be recorded, the value is not shown. */
export async function shownOnRecord<Value>(context: SubgraphContext, personId: string, field: string, value: Value): Promise<Value> {
  await recorded(context, `${field} ${personId}`);
  return value;
}

const newestFirst: Order = { name: "personal-read-newest", columns: [{ column: "t.read_at", descending: true }, { column: "t.id", descending: true }] };

export const pageOfPersonalReads = defineChildPages<PersonalRead, ConnectionArgs>(() => ({ entity: PersonalRead, parent: "t.person_id", order: newestFirst }));
