import type { IncomingHttpHeaders } from "node:http";

/** Headers that a page cannot send to another origin without asking it first (a preflight), which only an allowed origin survives. */
const preflighted = ["graphql-preflight", "apollo-require-preflight", "x-apollo-operation-name", "authorization"];

/**
 * Whether a page of another origin may have made a browser send this GET behind its reader's back. A POST needs no such look: it must be
 * application/json, which a page cannot send without a preflight. Programs that are no browser send neither of these headers.
 */
export function mayBeForged(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): boolean {
  if (preflighted.some((name) => headers[name] !== undefined)) return false;
  if (headers.origin !== undefined && (allowedOrigins.includes(headers.origin) || allowedOrigins.includes("*"))) return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
