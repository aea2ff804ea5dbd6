import autocannon from "autocannon";
import { isDeepStrictEqual } from "node:util";
import { bodyOf, pages } from "../query";
import type { HttpServer, Loop } from "./candidate";

export interface Sample {
  readonly perSecond: number;
  /** Of all processes behind the address, per request: what a machine busy with other things does not distort as much. */
  readonly processorMicroseconds?: number;
  readonly p50?: number;
  readonly p99?: number;
}

const connections = 32;
const bodies = pages.map(bodyOf);

function headersOf(server: HttpServer): Record<string, string> {
  return { "content-type": "application/json", accept: "application/json", ...server.headers };
}

async function ask(server: HttpServer, body: string): Promise<unknown> {
  const response = await fetch(server.url, { method: "POST", headers: headersOf(server), body });
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!response.ok || answer.errors !== undefined) throw new Error(`HTTP ${response.status}: ${text.slice(0, 500)}`);
  return answer.data;
}

// A fast wrong answer is no answer: every candidate must give what the expected one gives, before and after each round.
export async function assertAnswers(server: HttpServer, expected: (page: number) => unknown): Promise<void> {
  for (const page of [0, 1, 123]) {
    const data = await ask(server, bodies[page]!);
    if (!isDeepStrictEqual(data, expected(page))) throw new Error(`a wrong answer: ${JSON.stringify(data).slice(0, 500)}`);
  }
}

export async function measureHttp(server: HttpServer, seconds: number): Promise<Sample> {
  let next = 0;
  const before = server.processorSeconds();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    method: "POST",
    headers: headersOf(server),
    setupClient: (client) => {
      const from = (next += 15);
      client.setRequests([...bodies.slice(from), ...bodies.slice(0, from)].map((body) => ({ body })));
    },
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} requests failed`);
  return { perSecond: result["2xx"] / result.duration, processorMicroseconds: each(before, server.processorSeconds(), result["2xx"]), p50: result.latency.p50, p99: result.latency.p99 };
}

export async function measureLoop(loop: Loop, seconds: number): Promise<Sample> {
  const before = loop.processorSeconds();
  const { operations, seconds: took } = await loop.run(seconds);
  return { perSecond: operations / took, processorMicroseconds: each(before, loop.processorSeconds(), operations) };
}

function each(before: number | null, after: number | null, operations: number): number | undefined {
  return before === null || after === null ? undefined : ((after - before) / operations) * 1e6;
}
