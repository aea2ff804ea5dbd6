import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, SignJWT, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { Fault } from "../errors/faults";
import { dateOf, epochSecondsOf, millisecondsOf, type Clock } from "../time/time";
import { anonymous, type Caller } from "./caller";
import { callerOf, claimsOf } from "./claims";
import type { SigningKey } from "./keys";

export interface TokenVerifier {
  /** The caller whom the header proves; anonymous without a header. Throws Fault UNAUTHENTICATED on a token that does not hold. */
  verify(authorization: string | undefined): Promise<Caller>;
}

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the public keys are: an address in production, a set in development. `kid` only selects among them. */
  readonly keys: URL | JSONWebKeySet;
  readonly clock: Clock;
}

/** Fixed: a token that names another algorithm is refused, "none" and shared secrets included. */
const algorithms = ["EdDSA", "Ed25519", "ES256", "RS256", "PS256"];
const clockToleranceSeconds = 5;
/** A verified token is remembered this many times over, so that a busy client costs one signature check, not one a request. */
const rememberedTokens = 1_000;
const rememberedMilliseconds = 5_000;

export function createTokenVerifier(settings: TokenSettings): TokenVerifier {
  const keys: JWTVerifyGetKey = settings.keys instanceof URL ? createRemoteJWKSet(settings.keys, { timeoutDuration: 2_000 }) : createLocalJWKSet(settings.keys);
  const remembered = new Map<string, { caller: Caller; until: number }>();

  async function check(token: string): Promise<Caller> {
    const now = millisecondsOf(settings.clock.now());
    const known = remembered.get(token);
    if (known && now < known.until) return known.caller;
    remembered.delete(token);
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer: settings.issuer,
      audience: settings.audience,
      requiredClaims: ["sub", "exp"],
      clockTolerance: clockToleranceSeconds,
      currentDate: dateOf(settings.clock.now()),
    });
    const caller = callerOf(payload);
    if (!caller) throw new Fault("UNAUTHENTICATED");
    if (remembered.size >= rememberedTokens) remembered.delete(remembered.keys().next().value!);
    remembered.set(token, { caller, until: Math.min(now + rememberedMilliseconds, payload.exp! * 1000) });
    return caller;
  }

  return {
    async verify(authorization) {
      if (authorization === undefined || authorization === "") return anonymous;
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
      if (!token || token.length > 8_192) throw new Fault("UNAUTHENTICATED");
      return check(token).catch((error: unknown) => {
        throw error instanceof Fault ? error : new Fault("UNAUTHENTICATED");
      });
    },
  };
}

export interface TokenIssuer {
  issue(caller: Caller, lifetimeSeconds: number): Promise<string>;
}

/** Issues tokens on this machine: for development and specifications. Configuration refuses it with NODE_ENV=production. */
export function createDevelopmentIssuer(key: SigningKey, settings: Omit<TokenSettings, "keys">): TokenIssuer {
  return {
    issue(caller, lifetimeSeconds) {
      const issuedAt = epochSecondsOf(settings.clock.now());
      return new SignJWT({ ...claimsOf(caller) })
        .setProtectedHeader({ alg: "EdDSA", kid: key.id })
        .setIssuer(settings.issuer)
        .setAudience(settings.audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(key.privateKey);
    },
  };
}
