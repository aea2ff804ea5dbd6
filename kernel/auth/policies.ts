import type { SubgraphContext } from "../subgraph/context";
import { isAdministrator, type Role } from "./caller";

/**
 * Who may read a field or call a verb. Policies stand beside the noun in `<noun>.policies.ts` and are applied as wrappers to the finished
 * subgraph schema, so `node`, references and the front door meet the same one. What no policy allows is refused.
 */
export interface Policy {
  (context: SubgraphContext, parent: unknown, args: Record<string, any>): boolean | Promise<boolean>;
  /** The roles that can ever pass, for `viewer.mutations`; undefined when no role is needed. */
  readonly roles?: readonly Role[] | undefined;
}

export type FieldPolicies = Readonly<Record<string, Policy>>;

export interface PolicyTable {
  readonly types: Readonly<Record<string, FieldPolicies>>;
  /** Types that hold personal data: start-up fails when one of their fields has no policy. */
  readonly personal: readonly string[];
}

/** `Query` and `Mutation` fields must all be named; other types only where something is guarded, personal ones in full. */
export function definePolicies(types: Record<string, FieldPolicies>, options: { readonly personal?: readonly string[] } = {}): PolicyTable {
  return { types, personal: options.personal ?? [] };
}

function policy(roles: readonly Role[] | undefined, decide: (context: SubgraphContext, parent: any, args: Record<string, any>) => boolean | Promise<boolean>): Policy {
  return Object.assign(decide, { roles });
}

/** Public: it needs saying, because silence refuses. */
export const anyone: Policy = policy(undefined, () => true);

export const signedIn: Policy = policy([...["VOLUNTEER", "SITE_OFFICER", "MERCHANT", "FEED_CLIENT", "ANALYST", "ADMINISTRATOR"] as const], (context) => context.caller.subject !== null);

export const administrators: Policy = policy(["ADMINISTRATOR"], (context) => isAdministrator(context.caller));

/** Who reads a change feed from outside: the provinces' clients, each within its grant, and administrators. */
export const feedReaders: Policy = policy(["FEED_CLIENT", "ADMINISTRATOR"], (context) => isAdministrator(context.caller) || context.caller.roles.includes("FEED_CLIENT"));

/** Another subgraph that proved itself by its signature; no token makes anybody one. */
export const siblings: Policy = policy([], (context) => context.sibling !== undefined);

type SiteIds = readonly (string | null | undefined)[] | string | null | undefined;

/** The officer of every named site, or of one above it. A site that does not exist is nobody's, so it answers like a foreign one. */
export function officerOf(siteIdsOf: (parent: any, args: Record<string, any>, context: SubgraphContext) => SiteIds | Promise<SiteIds>): Policy {
  return policy(["SITE_OFFICER", "ADMINISTRATOR"], async (context, parent, args) => {
    if (isAdministrator(context.caller)) return true;
    if (!context.caller.roles.includes("SITE_OFFICER")) return false;
    const siteIds = [await siteIdsOf(parent, args, context)].flat();
    const held = await Promise.all(siteIds.map(async (siteId) => typeof siteId === "string" && context.tree.isWithin(siteId, context.caller.siteIds)));
    return held.length > 0 && held.every(Boolean);
  });
}

/** The person whom the row is about. */
export function self(volunteerIdOf: (parent: any, args: Record<string, any>) => string | null | undefined): Policy {
  return policy(["VOLUNTEER"], (context, parent, args) => context.caller.volunteerId !== null && context.caller.volunteerId === volunteerIdOf(parent, args));
}

/** Any one of them suffices; asked in order. */
export function anyOf(...policies: readonly Policy[]): Policy {
  const open = policies.some(({ roles }) => roles === undefined);
  return policy(open ? undefined : [...new Set(policies.flatMap(({ roles }) => roles ?? []))], async (context, parent, args) => {
    for (const candidate of policies) if (await candidate(context, parent, args)) return true;
    return false;
  });
}
