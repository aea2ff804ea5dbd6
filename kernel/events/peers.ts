import { z } from "zod";
import { anonymous } from "../auth/caller";
import type { SigningKey } from "../auth/keys";
import { signatureHeader, signRequest } from "../auth/signing";
import { isFaultCode } from "../errors/codes";
import { Fault } from "../errors/faults";
import type { Clock } from "../time/time";
import { changeOperations } from "./event";
import type { Feed } from "./feed";
import type { Peer } from "./peer";

/** A subgraph in the same process. */
export function inProcessPeer(feed: () => Feed): Peer {
  return {
    pull: (request) => feed().read({ ...request, withPayload: true }),
  };
}

export interface HttpPeerSettings {
  /** The owner's name; its feed is the field `<name>Changes`. */
  readonly name: string;
  readonly url: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  /** How long the owner may take beyond the wait that it was granted. */
  readonly timeoutMilliseconds: number;
}

const page = z.object({
  changes: z.array(
    z.object({
      sequence: z.number().int(),
      event: z.string(),
      type: z.string(),
      id: z.string(),
      op: z.enum(changeOperations),
      occurredAt: z.string(),
      causedBy: z.string().nullable(),
      cursor: z.string(),
      payload: z.string().nullable(),
    }),
  ),
  nextCursor: z.string(),
  hasMore: z.boolean(),
});

const answer = z.object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.array(z.object({ extensions: z.object({ code: z.string() }).partial().optional() })).optional() });

/** A subgraph at an address: each pull is a signed request for its feed field. */
export function httpPeer({ name, url, key, clock, timeoutMilliseconds }: HttpPeerSettings): Peer {
  const field = `${name}Changes`;
  const query = `query ($after: String, $first: Int, $types: [String!], $wait: Int) {
    ${field}(after: $after, first: $first, types: $types, wait: $wait) {
      changes { sequence event type id op occurredAt causedBy cursor payload } nextCursor hasMore
    }
  }`;
  return {
    async pull({ after, first, types, waitMilliseconds, signal }) {
      const body = JSON.stringify({ query, variables: { after, first, types, wait: waitMilliseconds } });
      const signature = await signRequest(key, { audience: name, body, caller: anonymous, clock });
      const patience = AbortSignal.timeout(waitMilliseconds + timeoutMilliseconds);
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", [signatureHeader]: signature },
        body,
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
        redirect: "error",
      });
      const { data, errors } = answer.parse(await response.json());
      const code = errors?.[0]?.extensions?.code;
      if (errors?.length) throw new Fault(isFaultCode(code) ? code : "SUBGRAPH_UNAVAILABLE");
      return page.parse(data?.[field]);
    },
  };
}
