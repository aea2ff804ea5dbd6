import { CreateSeenRequests1795100000004 } from "../auth/seen-request.migration";
import { eventMigrations } from "../events/events.migration";
import { CreateSiteTree1795100000005 } from "../tree/site-tree.migration";

/** The tables that stand in the database of every subgraph, before its own. */
export const kernelMigrations: readonly Function[] = [...eventMigrations, CreateSeenRequests1795100000004, CreateSiteTree1795100000005];
