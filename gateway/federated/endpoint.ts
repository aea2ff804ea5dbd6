import { Fault } from "../../kernel/errors/faults";
import type { GraphRequest } from "../graph";

/** Proves to a subgraph who sends and for whom; the headers that carry the proof. */
export type Sign = (subgraph: string, body: string, caller: GraphRequest["caller"], mutation: boolean) => Promise<Readonly<Record<string, string>>>;

export interface Endpoint {
  readonly subgraph: string;
  readonly url: string;
}

export interface Sending {
  readonly query: string;
  readonly variables?: object | undefined;
  readonly mutation: boolean;
}

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message?: string; readonly path?: readonly (string | number)[]; readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
}

/** The time that one request has left, over all that it asks of subgraphs. */
export interface Budget {
  readonly request: GraphRequest;
  /** As performance.now() counts. */
  readonly endsAt: number;
  /** Subgraphs that it has waited for in vain. It asks them nothing more, so that what others have to say still comes in time. */
  readonly silent: Set<string>;
}

/** Waiting that much before another try; a subgraph that restarts behind a balancer is back by then. */
const pausesMilliseconds = [50, 200];
const unreachable = new Set([502, 503, 504]);

/**
 * One request to one subgraph. A query that was not answered is sent again, signed anew, while the budget lasts; a mutation never is. Whatever goes
 * wrong on the way becomes SUBGRAPH_UNAVAILABLE and names no address.
 */
export class Sender {
  constructor(
    private readonly sign: Sign,
    private readonly timeoutMilliseconds: number,
  ) {}

  async send(endpoint: Endpoint, sending: Sending, budget: Budget): Promise<SubgraphAnswer> {
    const body = JSON.stringify({ query: sending.query, variables: sending.variables });
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(endpoint, body, sending.mutation, budget);
      } catch (error) {
        const pause = pausesMilliseconds[attempt];
        if (pause === undefined || sending.mutation || !(error instanceof Unanswered) || budget.endsAt - performance.now() < pause) throw unavailable(error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async attempt({ subgraph, url }: Endpoint, body: string, mutation: boolean, { request, endsAt, silent }: Budget): Promise<SubgraphAnswer> {
    const left = Math.min(this.timeoutMilliseconds, endsAt - performance.now());
    if (left <= 0 || silent.has(subgraph)) throw new Error("no time left");
    const headers = { "content-type": "application/json", ...requestHeaders(request), ...(await this.sign(subgraph, body, request.caller, mutation)) };
    const patience = AbortSignal.timeout(Math.ceil(left));
    const signal = request.signal ? AbortSignal.any([request.signal, patience]) : patience;
    try {
      // fetch sends a text again where it deems that fit (421), and a stream never.
      return await exchange(url, { headers, body: mutation ? new Blob([body]).stream() : body, duplex: "half", signal });
    } catch (error) {
      if (patience.aborted) silent.add(subgraph);
      throw error;
    }
  }
}

async function exchange(url: string, request: RequestInit): Promise<SubgraphAnswer> {
  const broken = (error: unknown): never => {
    throw request.signal?.aborted ? error : new Unanswered("the connection broke", { cause: error });
  };
  // A redirection would carry the signature and what it signs to an address that nobody configured.
  const response = await fetch(url, { ...request, method: "POST", redirect: "manual" }).catch(broken);
  const text = await response.text().catch(broken);
  if (unreachable.has(response.status)) throw new Unanswered(`status ${response.status}`);
  const answer: unknown = JSON.parse(text);
  // A refusal of the whole request is between the gateway and the subgraph: what the caller sent was found good.
  if (!isAnswer(answer)) throw new Error(`status ${response.status}, and no answer`);
  return answer;
}

/** The subgraph cannot be reached, or died over the request: it may be sent again. */
class Unanswered extends Error {}

function isAnswer(value: unknown): value is SubgraphAnswer {
  const { data, errors = [] } = (value ?? {}) as { data?: unknown; errors?: unknown };
  return isObject(data) && Array.isArray(errors) && errors.every(isObject);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unavailable(error: unknown): Fault {
  return new Fault("SUBGRAPH_UNAVAILABLE", {}, error instanceof Error ? error : new Error(String(error)));
}

function requestHeaders({ language, requestId, after }: GraphRequest): Record<string, string> {
  return { "accept-language": language, "x-request-id": requestId, ...(after && after.length > 0 && { "graph-after": after.join(",") }) };
}

/** Whether the subgraph says that it can answer. */
export async function isReady({ url }: Endpoint, timeoutMilliseconds: number): Promise<boolean> {
  try {
    const response = await fetch(new URL("ready", url), { signal: AbortSignal.timeout(timeoutMilliseconds) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
