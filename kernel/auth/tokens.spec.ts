import { createSecretKey } from "node:crypto";
import { SignJWT } from "jose";
import { fixedClock } from "../time/time";
import { anonymous, callerWith } from "./caller";
import { generateSigningKey, publicKeysOf } from "./keys";
import { createDevelopmentIssuer, createTokenVerifier } from "./tokens";

const key = generateSigningKey("issuer-1");
const officer = callerWith({ subject: "officer-1", roles: ["SITE_OFFICER", "VOLUNTEER"], siteIds: ["site_1"], volunteerId: "vol_1" });
const place = { issuer: "https://issuer.example", audience: "practice-graph" };

function world() {
  const clock = fixedClock("2026-03-02T01:00:00.000000Z");
  return { clock, issuer: createDevelopmentIssuer(key, { ...place, clock }), verifier: createTokenVerifier({ ...place, clock, keys: publicKeysOf([key]) }) };
}

const refused = { extensions: { code: "UNAUTHENTICATED" } };

it("a token says who calls, with every role and right it was issued for", async () => {
  const { issuer, verifier } = world();
  expect(await verifier.verify(`Bearer ${await issuer.issue(officer, 60)}`)).toEqual(officer);
});

it("no token is an anonymous caller, a bad header is refused", async () => {
  const { verifier } = world();
  expect(await verifier.verify(undefined)).toBe(anonymous);
  for (const header of ["Basic abc", "Bearer", "Bearer a.b", "Bearer a.b.c", `Bearer ${"a".repeat(9000)}.b.c`]) await expect(verifier.verify(header)).rejects.toMatchObject(refused);
});

it("a token ends when it says, even one that was just used", async () => {
  const { clock, issuer, verifier } = world();
  const header = `Bearer ${await issuer.issue(officer, 60)}`;
  await verifier.verify(header);
  clock.advance(59_000);
  await expect(verifier.verify(header)).resolves.toEqual(officer);
  clock.advance(7_000);
  await expect(verifier.verify(header)).rejects.toMatchObject(refused);
});

it("another issuer, audience, key or algorithm is refused", async () => {
  const { clock, verifier } = world();
  const others = [
    createDevelopmentIssuer(key, { ...place, issuer: "https://elsewhere.example", clock }),
    createDevelopmentIssuer(key, { ...place, audience: "another-api", clock }),
    createDevelopmentIssuer(generateSigningKey("issuer-1"), { ...place, clock }),
  ];
  for (const other of others) await expect(verifier.verify(`Bearer ${await other.issue(officer, 60)}`)).rejects.toMatchObject(refused);
  const shared = await new SignJWT({ sub: "x" }).setProtectedHeader({ alg: "HS256", kid: key.id }).setIssuer(place.issuer).setAudience(place.audience).setExpirationTime("1h").sign(createSecretKey(Buffer.alloc(32)));
  await expect(verifier.verify(`Bearer ${shared}`)).rejects.toMatchObject(refused);
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"x","roles":["ADMINISTRATOR"]}').toString("base64url")}.x`;
  await expect(verifier.verify(`Bearer ${none}`)).rejects.toMatchObject(refused);
});

it("a token that claims a role we do not know is refused as a whole", async () => {
  const { issuer, verifier } = world();
  const token = await issuer.issue({ ...officer, roles: ["ADMINISTRATOR", "SUPERUSER"] as never }, 60);
  await expect(verifier.verify(`Bearer ${token}`)).rejects.toMatchObject(refused);
});
