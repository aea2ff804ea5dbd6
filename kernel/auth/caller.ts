/** Who may act. A caller can hold several roles; without any the caller is anonymous. */
export const roles = ["VOLUNTEER", "SITE_OFFICER", "MERCHANT", "FEED_CLIENT", "ANALYST", "ADMINISTRATOR"] as const;
export type Role = (typeof roles)[number];

export interface Caller {
  /** Null: anonymous. */
  readonly subject: string | null;
  readonly roles: readonly Role[];
  /** The volunteer that the caller is. */
  readonly volunteerId: string | null;
  /** The sites whose subtrees an officer serves, or a feed client is granted. */
  readonly siteIds: readonly string[];
  readonly merchantId: string | null;
}

export const anonymous: Caller = Object.freeze({ subject: null, roles: Object.freeze([]), volunteerId: null, siteIds: Object.freeze([]), merchantId: null });

export function hasRole(caller: Caller, role: Role): boolean {
  return caller.roles.includes(role);
}

export function isAdministrator(caller: Caller): boolean {
  return hasRole(caller, "ADMINISTRATOR");
}

/** A caller with what is given and nothing else. */
export function callerWith(given: Partial<Caller> & { subject: string }): Caller {
  return { ...anonymous, ...given };
}
