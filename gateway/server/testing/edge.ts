import type { FastifyPluginCallback } from "fastify";
import { anonymous, callerWith } from "../../../kernel/auth/caller";
import type { TokenVerifier } from "../../../kernel/auth/tokens";
import { Fault } from "../../../kernel/errors/faults";
import { createLogger } from "../../../kernel/logging/logging";
import { fixedClock, type FixedClock } from "../../../kernel/time/time";
import { createServer, type EdgeServer } from "../server";
import { defaultEdgeSettings, type EdgeSettings } from "../settings";
import { siteGraph, type SiteGraph } from "./site-graph";

type Partially<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] extends readonly unknown[] ? Whole[Key] : Whole[Key] extends object ? Partially<Whole[Key]> : Whole[Key] };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
  readonly text: string;
  /** extensions.code of the first error. */
  readonly code: string | undefined;
  readonly milliseconds: number;
}

/** A real edge on a free port over the fixture graph. */
export interface TestEdge {
  readonly server: EdgeServer;
  readonly graph: SiteGraph;
  readonly clock: FixedClock;
  readonly url: string;
  /** The parsed lines of the log so far. */
  readonly lines: Record<string, any>[];
  post(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  send(path: string, init?: RequestInit): Promise<Answer>;
}

/** "Bearer anna" is Anna; "Bearer stolen" does not hold. */
const verifier: TokenVerifier = {
  async verify(authorization) {
    if (!authorization) return anonymous;
    const subject = authorization.replace("Bearer ", "");
    if (subject === "stolen") throw new Fault("UNAUTHENTICATED");
    return callerWith({ subject, roles: ["VOLUNTEER"] });
  },
};

const opened: EdgeServer[] = [];
afterAll(() => Promise.all(opened.map((server) => server.close())));

export async function openEdge(changes: Partially<EdgeSettings> = {}, explorer?: FastifyPluginCallback): Promise<TestEdge> {
  const clock = fixedClock("2026-11-22T01:02:03.000000Z");
  const graph = siteGraph();
  const lines: Record<string, any>[] = [];
  const logger = createLogger("info", { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, any>) });
  const server = createServer({ graph, verifier, settings: settingsWith(changes), logger, clock, explorer });
  opened.push(server);
  const url = await server.listen();
  const send = async (path: string, init?: RequestInit): Promise<Answer> => {
    const began = performance.now();
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    const body = isJson && text ? (JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] }) : undefined;
    return { status: response.status, headers: response.headers, body, text, code: body?.errors?.[0]?.extensions?.code, milliseconds: performance.now() - began };
  };
  const post: TestEdge["post"] = (query, variables, headers = {}) =>
    send("/graphql", { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query, ...(variables && { variables }) }) });
  return { server, graph, clock, url, lines, send, post };
}

function settingsWith(changes: Partially<EdgeSettings>): EdgeSettings {
  const merged: Record<string, unknown> = { ...defaultEdgeSettings, port: 0 };
  for (const [key, value] of Object.entries(changes)) {
    const nested = typeof value === "object" && value !== null && !Array.isArray(value);
    merged[key] = nested ? { ...(merged[key] as object), ...value } : value;
  }
  return merged as unknown as EdgeSettings;
}
