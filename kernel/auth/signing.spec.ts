import { fixedClock } from "../time/time";
import { callerWith } from "./caller";
import { generateSigningKey, publicKeysOf } from "./keys";
import { createRequestVerifier, signRequest } from "./signing";

const gateway = generateSigningKey("gateway");
const sibling = generateSigningKey("volunteer");
const caller = callerWith({ subject: "administrator", roles: ["ADMINISTRATOR"] });
const body = '{"query":"{ __typename }"}';
const refused = { extensions: { code: "UNAUTHENTICATED" } };

function world() {
  const clock = fixedClock("2026-03-02T01:00:00.000000Z");
  const verifier = createRequestVerifier({ audience: "org", trusted: publicKeysOf([gateway, sibling]), clock });
  const sign = (given: Partial<Parameters<typeof signRequest>[1]> = {}, key = gateway) => signRequest(key, { audience: "org", body, caller, clock, ...given });
  return { clock, verifier, sign };
}

it("a signature proves who sends, for whom, and which body", async () => {
  const { verifier, sign } = world();
  expect(await verifier.verify(await sign(), body)).toMatchObject({ signer: "gateway", caller });
  expect(await verifier.verify(await sign({}, sibling), body)).toMatchObject({ signer: "volunteer" });
});

it("an unsigned, altered, stale or misdirected request is refused", async () => {
  const { clock, verifier, sign } = world();
  const signature = await sign();
  await expect(verifier.verify(undefined, body)).rejects.toMatchObject(refused);
  await expect(verifier.verify(signature, `${body} `)).rejects.toMatchObject(refused);
  await expect(verifier.verify(`${signature.slice(0, -4)}AAAA`, body)).rejects.toMatchObject(refused);
  await expect(verifier.verify(await sign({ audience: "points" }), body)).rejects.toMatchObject(refused);
  clock.advance(33_000);
  await expect(verifier.verify(signature, body)).rejects.toMatchObject(refused);
});

it("a key that nobody trusts is refused, even under a trusted name", async () => {
  const { verifier, sign } = world();
  await expect(verifier.verify(await sign({}, generateSigningKey("gateway")), body)).rejects.toMatchObject(refused);
});

it("every sending has a key of its own, so that a retry is no replay", async () => {
  const { verifier, sign } = world();
  const keys = await Promise.all([verifier.verify(await sign(), body), verifier.verify(await sign(), body)]);
  expect(keys[0].requestKey).not.toBe(keys[1].requestKey);
});
