import sql, { type Sql } from "sql-template-tag";
import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from "type-graphql";
import { hasRole, isAdministrator } from "../auth/caller";
import { anyOf, definePolicies, feedReaders, siblings, type PolicyTable } from "../auth/policies";
import { Fault } from "../errors/faults";
import type { SubgraphContext } from "../subgraph/context";
import { ChangePageType } from "./change.types";
import type { FeedPage } from "./event";
import { largestFeedPage } from "./feed";

const defaultFeedPage = 100;
/** A page waits in vain for at most this long; siblings wait longer, for nobody stands between them and us with a budget of his own. */
const longestWaitMilliseconds = { sibling: 20_000, other: 1_500 };

export function changesFieldOf(subgraph: string): string {
  return `${subgraph}Changes`;
}

@ArgsType()
class ChangesArgs {
  @Field(() => String, { nullable: true, description: "Only changes behind this cursor; from the beginning when there is none. RESYNC_REQUIRED when the feed does not know it (any more)." })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `At most this many: 1 to ${largestFeedPage}, ${defaultFeedPage} when not given.` })
  first?: number | null;

  @Field(() => [String], { nullable: true, description: "Only changes of objects of these GraphQL types." })
  types?: string[] | null;

  @Field(() => Int, { nullable: true, description: "Milliseconds to wait for news, at most 20000, instead of answering an empty page at once; the answer may come earlier." })
  wait?: number | null;
}

const resolvers = new Map<string, Function>();

/** The root field by which others read a subgraph's feed: its siblings, provinces, administrators. */
export function changesResolver(subgraph: string): Function {
  let resolver = resolvers.get(subgraph);
  if (!resolver) resolvers.set(subgraph, (resolver = defineChangesResolver(subgraph)));
  return resolver;
}

function defineChangesResolver(subgraph: string): Function {
  @Resolver()
  class ChangesResolver {
    @Query(() => ChangePageType, {
      name: changesFieldOf(subgraph),
      nullable: true,
      description: `What changed in ${subgraph}, in order, without gaps and resumable. A feed client reads what belongs to the sites of its grant and to those below them.`,
    })
    changes(
      @Args(() => ChangesArgs) args: ChangesArgs,
      @Ctx() context: SubgraphContext,
    ): Promise<FeedPage> {
      return readChanges(context, args);
    }
  }
  return ChangesResolver;
}

export function changesPolicies(subgraph: string): PolicyTable {
  return definePolicies({ Query: { [changesFieldOf(subgraph)]: anyOf(siblings, feedReaders) }, Change: { payload: siblings } });
}

async function readChanges(context: SubgraphContext, { after, first, types, wait }: ChangesArgs): Promise<FeedPage> {
  const size = first ?? defaultFeedPage;
  if (size < 1 || size > largestFeedPage) throw new Fault("BAD_USER_INPUT", { detail: `first: 1-${largestFeedPage}` });
  if (types && (types.length < 1 || types.length > 50)) throw new Fault("BAD_USER_INPUT", { detail: "types: 1-50" });
  if (wait != null && (wait < 0 || wait > longestWaitMilliseconds.sibling)) throw new Fault("BAD_USER_INPUT", { detail: `wait: 0-${longestWaitMilliseconds.sibling}` });
  const longest = context.sibling ? longestWaitMilliseconds.sibling : longestWaitMilliseconds.other;
  return context.feed.read({
    after: after ?? null,
    first: size,
    types,
    within: await grantOf(context),
    withPayload: context.sibling !== undefined,
    waitMilliseconds: Math.min(wait ?? 0, longest),
    signal: context.signal,
  });
}

/** What the caller may read of; null: everything. */
async function grantOf(context: SubgraphContext): Promise<Sql | null> {
  if (context.sibling !== undefined || isAdministrator(context.caller)) return null;
  return hasRole(context.caller, "FEED_CLIENT") ? context.tree.within("o.site_id", context.caller.siteIds) : sql`1 = 0`;
}
