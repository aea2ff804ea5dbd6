import { z } from "zod";
import { defineConsumer } from "../events/consumer";
import { emptyTree, putTreeNode, removeTreeNode } from "./site-tree.queries";

/** What org tells of a site with each `PracticeSite` event. */
const siteData = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  path: z.string().startsWith("/").endsWith("/"),
  level: z.string(),
  regionIds: z.array(z.string()),
  foundedOn: z.string(),
  closedOn: z.string().nullable(),
});

export type SiteData = z.infer<typeof siteData>;

/** Keeps the site tree of a subgraph that does not own the sites. */
export const siteTreeConsumer = defineConsumer({
  name: "site-tree",
  from: "org",
  handlers: {
    PracticeSite: (tx, change) => (change.op === "DELETE" ? removeTreeNode(tx, change.id) : putTreeNode(tx, siteData.parse(change.data))),
  },
  rebuild: emptyTree,
});
