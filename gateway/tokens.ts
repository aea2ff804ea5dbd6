import { createDevelopmentIssuer, createTokenVerifier, type TokenIssuer, type TokenVerifier } from "../kernel/auth/tokens";
import { publicKeysOf } from "../kernel/auth/keys";
import { SettingError, type Settings } from "../kernel/config/settings";
import { keptKey } from "../kernel/process/keys";
import type { Clock } from "../kernel/time/time";

/** Checks access tokens against the issuer's published keys, or in development against the key in the data folder. */
export function verifierOf(settings: Settings, clock: Clock): TokenVerifier {
  return createTokenVerifier({
    issuer: settings.TOKEN_ISSUER,
    audience: settings.TOKEN_AUDIENCE,
    keys: settings.TOKEN_JWKS_URL === undefined ? publicKeysOf([keptKey(settings.DATA_DIR, "development-issuer")]) : new URL(settings.TOKEN_JWKS_URL),
    clock,
  });
}

/** Null where a real issuer is set; refused outright in production. */
export function developmentIssuerOf(settings: Settings, clock: Clock): TokenIssuer | null {
  if (settings.TOKEN_JWKS_URL !== undefined) return null;
  if (settings.NODE_ENV === "production") throw new SettingError("TOKEN_JWKS_URL is required with NODE_ENV=production: the development issuer gives tokens to anybody");
  return createDevelopmentIssuer(keptKey(settings.DATA_DIR, "development-issuer"), { issuer: settings.TOKEN_ISSUER, audience: settings.TOKEN_AUDIENCE, clock });
}
