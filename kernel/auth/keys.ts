import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JSONWebKeySet, JWK } from "jose";

/** An Ed25519 key with the name under which others know its public half. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

export function generateSigningKey(id: string): SigningKey {
  return { id, privateKey: generateKeyPairSync("ed25519").privateKey };
}

/** The private key as JSON Web Key, for a file that only its owner reads or for a setting. */
export function exportSigningKey(key: SigningKey): JWK {
  return { ...(key.privateKey.export({ format: "jwk" }) as JWK), kid: key.id };
}

/** Throws a plain Error when the text is no such key. */
export function importSigningKey(text: string): SigningKey {
  const jwk = JSON.parse(text) as JWK;
  if (jwk.kty !== "OKP" || jwk.crv !== "Ed25519" || !jwk.d || !jwk.kid) throw new Error("not an Ed25519 private JSON Web Key with a kid");
  return { id: jwk.kid, privateKey: createPrivateKey({ key: jwk as never, format: "jwk" }) };
}

export function publicKeysOf(keys: readonly SigningKey[]): JSONWebKeySet {
  return {
    keys: keys.map((key) => ({ ...(createPublicKey(key.privateKey).export({ format: "jwk" }) as JWK), kid: key.id, alg: "EdDSA", use: "sig" })),
  };
}
