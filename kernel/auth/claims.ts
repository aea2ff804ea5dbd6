import { z } from "zod";
import { anonymous, roles, type Caller } from "./caller";

/** The claims of a token that say who calls. Anything else in a token is ignored; a malformed claim refuses the whole token. */
const claims = z.object({
  sub: z.string().min(1).max(200).optional(),
  roles: z.array(z.enum(roles)).max(roles.length).default([]),
  volunteer: z.string().max(40).optional(),
  sites: z.array(z.string().max(40)).max(100).default([]),
  merchant: z.string().max(40).optional(),
});

export type CallerClaims = z.input<typeof claims>;

export function claimsOf(caller: Caller): CallerClaims {
  return {
    ...(caller.subject !== null && { sub: caller.subject }),
    ...(caller.roles.length > 0 && { roles: [...caller.roles] }),
    ...(caller.volunteerId !== null && { volunteer: caller.volunteerId }),
    ...(caller.siteIds.length > 0 && { sites: [...caller.siteIds] }),
    ...(caller.merchantId !== null && { merchant: caller.merchantId }),
  };
}

/** Null when the claims are malformed. */
export function callerOf(payload: unknown): Caller | null {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return null;
  const { sub, roles: held, volunteer, sites, merchant } = parsed.data;
  if (sub === undefined) return anonymous;
  return { subject: sub, roles: held, volunteerId: volunteer ?? null, siteIds: sites, merchantId: merchant ?? null };
}
