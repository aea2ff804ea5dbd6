import { callerWith, anonymous, type Caller } from "../auth/caller";
import type { GraphRequest } from "../subgraph/context";

/** Callers as specifications name them. */
export const administrator: Caller = callerWith({ subject: "administrator", roles: ["ADMINISTRATOR"] });
export const analyst: Caller = callerWith({ subject: "analyst", roles: ["ANALYST"] });
export const officerAt = (...siteIds: readonly string[]): Caller => callerWith({ subject: `officer of ${siteIds.join(" and ")}`, roles: ["SITE_OFFICER"], siteIds });
export const volunteerWho = (volunteerId: string): Caller => callerWith({ subject: `volunteer ${volunteerId}`, roles: ["VOLUNTEER"], volunteerId });
export const merchantOf = (merchantId: string): Caller => callerWith({ subject: `merchant ${merchantId}`, roles: ["MERCHANT"], merchantId });
export const feedClientFor = (...siteIds: readonly string[]): Caller => callerWith({ subject: `feed of ${siteIds.join(" and ")}`, roles: ["FEED_CLIENT"], siteIds });

let requests = 0;

export function requestBy(caller: Caller = anonymous, language: "zh" | "en" = "en"): GraphRequest {
  return { caller, language, requestId: `specification-${++requests}` };
}
