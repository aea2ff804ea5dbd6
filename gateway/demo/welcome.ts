import { callerWith, type Caller } from "../../kernel/auth/caller";
import type { TokenIssuer } from "../../kernel/auth/tokens";
import type { Demo } from "./demo-file";

const tokenLifetimeSeconds = 30 * 24 * 60 * 60;

/** One caller for each role; those who act for somebody act for people and places of the demo world. */
export function callersOf({ volunteerId, centerId, merchantId }: Demo): readonly { readonly role: string; readonly caller: Caller }[] {
  return [
    { role: "volunteer", caller: callerWith({ subject: "demo-volunteer", roles: ["VOLUNTEER"], volunteerId }) },
    { role: "site officer", caller: callerWith({ subject: "demo-officer", roles: ["SITE_OFFICER"], siteIds: [centerId] }) },
    { role: "merchant", caller: callerWith({ subject: "demo-merchant", roles: ["MERCHANT"], merchantId }) },
    { role: "feed client", caller: callerWith({ subject: "demo-feed", roles: ["FEED_CLIENT"], siteIds: [centerId] }) },
    { role: "analyst", caller: callerWith({ subject: "demo-analyst", roles: ["ANALYST"] }) },
    { role: "administrator", caller: callerWith({ subject: "demo-administrator", roles: ["ADMINISTRATOR"] }) },
  ];
}

/** Says where the graph is and hands out a token for each role. */
export async function printWelcome(url: string, demo: Demo | null, issuer: TokenIssuer | null): Promise<void> {
  const lines = ["", "Practice Graph is ready.", "", `  GraphQL   ${url}/graphql`, `  Explorer  ${url}/explorer`, `  Schema    ${url}/schema.graphql`, ""];
  if (demo && issuer) {
    lines.push("Tokens for the demo world, valid 30 days; send one as the header Authorization: Bearer <token>", "");
    for (const { role, caller } of callersOf(demo)) lines.push(`  ${role}`, `  ${await issuer.issue(caller, tokenLifetimeSeconds)}`, "");
  }
  process.stdout.write(`${lines.join("\n")}\nCtrl-C ends it.\n`);
}
