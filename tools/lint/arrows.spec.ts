import { arrowRefusal } from "./arrows";

describe("import arrows", () => {
  const allowed = [
    ["kernel/paging/connection.ts", "kernel/ids/ids"],
    ["subgraphs/org/site/site.resolver.ts", "subgraphs/org/site/open-site"],
    ["subgraphs/org/site/open-site.ts", "subgraphs/org/site/site.queries"],
    ["subgraphs/org/site/site.queries.ts", "subgraphs/org/site/site.entity"],
    ["subgraphs/org/site/site.entity.ts", "subgraphs/org/site/site-level"],
    ["subgraphs/org/site/open-site.spec.ts", "subgraphs/org/world"],
    ["subgraphs/org/subgraph.ts", "subgraphs/org/site/site.resolver"],
    ["subgraphs/org/main.ts", "subgraphs/org/subgraph"],
    ["gateway/demo/demo.ts", "subgraphs/org/world"],
    ["gateway/main.ts", "subgraphs/points/subgraph"],
    ["tools/schema/main.ts", "subgraphs/points/subgraph"],
  ] as const;
  it.each(allowed)("%s may import %s", (from, to) => {
    expect(arrowRefusal(from, to)).toBeNull();
  });

  const refused = [
    ["kernel/paging/connection.ts", "subgraphs/org/site/site.entity", "the kernel imports nothing above it"],
    ["kernel/testing/harness.ts", "gateway/server/server", "the kernel imports nothing above it"],
    ["subgraphs/org/site/site.resolver.ts", "subgraphs/points/account/account.entity", "subgraphs never import each other"],
    ["subgraphs/org/main.ts", "gateway/server/server", "a subgraph does not know the gateway"],
    ["subgraphs/org/site/site.entity.ts", "subgraphs/org/site/site.queries", "an entity does not import queries"],
    ["subgraphs/org/site/site.queries.ts", "subgraphs/org/site/site.resolver", "queries does not import a resolver"],
    ["subgraphs/org/site/open-site.ts", "subgraphs/org/site/site.resolver", "a verb does not import a resolver"],
    ["subgraphs/org/site/open-site.ts", "subgraphs/org/world", "a verb does not import the world"],
    ["subgraphs/org/site/site.resolver.ts", "subgraphs/org/subgraph", "a resolver does not import the subgraph"],
    ["gateway/fused/fuse.ts", "subgraphs/org/site/site.entity", "nothing deeper"],
    ["gateway/fused/fuse.ts", "tools/schema/main", "for commands"],
    ["kernel/time/time.ts", "bench/world", "for commands"],
  ] as const;
  it.each(refused)("%s may not import %s", (from, to, why) => {
    expect(arrowRefusal(from, to)).toContain(why);
  });
});
