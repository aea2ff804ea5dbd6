import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { forUpdate, inList, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import type { ConnectionArgs } from "../../../kernel/paging/arguments";
import { defineChildPages, type Order } from "../../../kernel/paging/pages";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { ActivitySession } from "./session.entity";

export async function findSessions(manager: EntityManager, ids: readonly string[]): Promise<readonly ActivitySession[]> {
  return selectRows(manager, ActivitySession, sql`WHERE t.id IN ${inList(ids)}`);
}

/** For whoever checks in or out: the session is not settled until the transaction ends. */
export async function holdSession(tx: EntityManager, id: string): Promise<ActivitySession | null> {
  const [session] = await selectRows(tx, ActivitySession, sql`WHERE t.id = ${id} ${forUpdate(tx)}`);
  return session ?? null;
}

export const sessionById = loadOne<ActivitySession>((context, ids) => findSessions(context.reader, ids), (session) => session.id);

/** For references: sessions are as public as the activity. */
export async function loadSessions(context: SubgraphContext, ids: readonly string[]): Promise<readonly (ActivitySession | null)[]> {
  const sessions = new Map((await findSessions(context.reader, ids)).map((session) => [session.id, session]));
  return ids.map((id) => sessions.get(id) ?? null);
}

const earliest = { name: "session-earliest", columns: [{ column: "t.starts_at" }, { column: "t.id" }] } as const satisfies Order;

export const pageOfSessionsOf = defineChildPages<ActivitySession, ConnectionArgs>(() => ({ entity: ActivitySession, parent: "t.activity_id", order: earliest }));
