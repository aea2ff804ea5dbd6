import { createHash, randomUUID } from "node:crypto";
import { createLocalJWKSet, jwtVerify, SignJWT, type JSONWebKeySet } from "jose";
import { z } from "zod";
import { Fault } from "../errors/faults";
import { dateOf, epochSecondsOf, type Clock } from "../time/time";
import type { Caller } from "./caller";
import { callerOf, claimsOf } from "./claims";
import type { SigningKey } from "./keys";

/** The header in which a process proves to a subgraph who sends the request and for whom. */
export const signatureHeader = "graph-signature";

const issuer = "practice-graph";
const lifetimeSeconds = 30;
const clockToleranceSeconds = 2;

export interface SignedRequest {
  /** The name of the process that signed: "gateway", or a sibling subgraph. */
  readonly signer: string;
  readonly caller: Caller;
  /** Unique to this sending; kept by the subgraph for mutations, so that a replay is refused by every replica. */
  readonly requestKey: string;
  readonly expiresAtSeconds: number;
}

/** Signs one sending of one body to one subgraph. Every retry is signed anew. */
export function signRequest(key: SigningKey, request: { readonly audience: string; readonly body: string; readonly caller: Caller; readonly clock: Clock }): Promise<string> {
  const issuedAt = epochSecondsOf(request.clock.now());
  return new SignJWT({ body: digest(request.body), caller: claimsOf(request.caller) })
    .setProtectedHeader({ alg: "EdDSA", kid: key.id })
    .setIssuer(issuer)
    .setAudience(request.audience)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key.privateKey);
}

const signed = z.object({ body: z.string(), caller: z.unknown(), jti: z.string().max(64), exp: z.number() });

export interface RequestVerifier {
  /** Throws Fault UNAUTHENTICATED on a missing, altered, stale or foreign signature. */
  verify(signature: string | undefined, body: string): Promise<SignedRequest>;
}

/** The signer is the `kid` whose public key verified: a sibling cannot pass as the gateway. */
export function createRequestVerifier(settings: { readonly audience: string; readonly trusted: JSONWebKeySet; readonly clock: Clock }): RequestVerifier {
  const keys = createLocalJWKSet(settings.trusted);
  return {
    async verify(signature, body) {
      if (!signature) throw new Fault("UNAUTHENTICATED");
      const { payload, protectedHeader } = await jwtVerify(signature, keys, {
        algorithms: ["EdDSA"],
        issuer,
        audience: settings.audience,
        requiredClaims: ["jti", "exp", "iat"],
        maxTokenAge: lifetimeSeconds,
        clockTolerance: clockToleranceSeconds,
        currentDate: dateOf(settings.clock.now()),
      }).catch(() => {
        throw new Fault("UNAUTHENTICATED");
      });
      const content = signed.safeParse(payload);
      const caller = content.success ? callerOf(content.data.caller) : null;
      if (!content.success || !caller || !protectedHeader.kid || content.data.body !== digest(body)) throw new Fault("UNAUTHENTICATED");
      return { signer: protectedHeader.kid, caller, requestKey: content.data.jti, expiresAtSeconds: content.data.exp };
    },
  };
}

function digest(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}
