import type { Caller } from "../../../kernel/auth/caller";
import type { TokenIssuer } from "../../../kernel/auth/tokens";
import { administrator, analyst, feedClientFor, merchantOf, officerAt, volunteerWho } from "../../../kernel/testing/requests";
import type { World } from "./world";

export interface SignedCaller {
  readonly name: string;
  /** Null: anonymous. */
  readonly authorization: string | null;
}

const lifetimeSeconds = 3600;

/**
 * Everybody who may ask, with the token that says so. An officer holds one site: merging what stands below it takes none of the officer's rights
 * away, so what an operation may read does not depend on how soon the siblings hear of it.
 */
export async function callersOf(world: World, issuer: TokenIssuer): Promise<{ readonly asking: readonly SignedCaller[]; readonly changing: readonly SignedCaller[] }> {
  const sign = async (name: string, caller: Caller): Promise<SignedCaller> => ({ name, authorization: `Bearer ${await issuer.issue(caller, lifetimeSeconds)}` });
  const admin = await sign("administrator", administrator);
  const officers = await Promise.all([sign("officer of a center", officerAt(world.center)), sign("officer of an institute", officerAt(world.institute)), sign("officer of a station", officerAt(world.station))]);
  const volunteers = await Promise.all(world.volunteers.slice(0, 2).map((id, index) => sign(`volunteer ${index}`, volunteerWho(id))));
  const others = await Promise.all([sign("feed client", feedClientFor(world.center)), sign("analyst", analyst), sign("merchant", merchantOf("merchant_01jd9x6f3c8m2v5k7n9p1r3t5w"))]);
  const nobody: SignedCaller = { name: "anonymous", authorization: null };
  return {
    asking: [admin, admin, admin, ...officers, ...volunteers, ...others, nobody],
    // Mostly those who may: a refusal is soon compared.
    changing: [...Array<SignedCaller>(13).fill(admin), officers[0], officers[0], officers[0], ...officers, volunteers[0]!, others[0], nobody],
  };
}
