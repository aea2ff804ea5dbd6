import type { Change } from "../../../kernel/events/event";
import type { Peer } from "../../../kernel/events/peer";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { testSubgraph, type TestSubgraph } from "../../../kernel/testing/subgraph";
import { points as definition } from "../subgraph";
import { pointsWorld } from "../world";
import { findHolder } from "./holder.queries";

let points: TestSubgraph;
let told: Change[];
let answers: boolean;

const [wang, li] = ["vol_01jd9x6f3c8m2v5k7n9p1r3t5w", "vol_01jd9x6f3c8m2v5k7n9p1r3t5x"] as const;

/** Speaks for the volunteer subgraph; its cursor is the number of changes told. */
const peer: Peer = {
  pull: ({ after }) => (answers ? Promise.resolve({ changes: told.slice(Number(after)), nextCursor: String(told.length), hasMore: false }) : Promise.reject(new Error("down"))),
};

beforeEach(async () => {
  [told, answers] = [[], true];
  points = await testSubgraph(definition, undefined, () => peer);
});

function tell(id: string, siteId: string | null): void {
  const sequence = told.length + 1;
  const event = points.services.ids.next("evt");
  told.push({ sequence, event, type: "Volunteer", id, op: siteId === null ? "DELETE" : "UPSERT", occurredAt: points.clock.now(), causedBy: null, cursor: String(sequence), payload: siteId === null ? null : JSON.stringify({ id, siteId }) });
}

const follow = () => points.services.catchUpWith("holders");

it("a volunteer is known with the site to which they belong now", async () => {
  tell(wang, "site_a");
  await follow();
  tell(li, "site_a");
  tell(wang, "site_b");
  await follow();
  expect(await findHolder(points.database.reader, wang)).toMatchObject({ volunteerId: wang, siteId: "site_b" });
  expect(await findHolder(points.database.reader, li)).toMatchObject({ siteId: "site_a" });
});

it("a volunteer who was erased can hold no new account", async () => {
  tell(wang, "site_a");
  tell(wang, null);
  await follow();
  expect(await findHolder(points.database.reader, wang)).toBeNull();
});

describe("An account for a volunteer who is not known here yet", () => {
  const openPointsAccount = "mutation Open($input: OpenPointsAccountInput!) { openPointsAccount(input: $input) { account { holder { id } } userErrors { code field } } }";
  let siteId: string;

  beforeEach(async () => {
    siteId = (await pointsWorld(points, requestBy(administrator)).knownSite()).id;
  });

  const open = (volunteerId: string) => points.ask(openPointsAccount, { input: { volunteerId, siteId, idempotencyKey: "first" } });

  it("opens, because the volunteer is usable the moment they were registered", async () => {
    tell(wang, "site_a");
    expect((await open(wang)).data.openPointsAccount).toEqual({ account: { holder: { id: wang } }, userErrors: [] });
  });

  it("is refused when there is no such volunteer", async () => {
    tell(wang, "site_a");
    expect((await open(li)).data.openPointsAccount.userErrors).toEqual([{ code: "NOT_FOUND", field: ["input", "volunteerId"] }]);
  });

  it("is to be asked for again when volunteer does not answer, under the same key", async () => {
    answers = false;
    expect(await open(wang)).toMatchObject({ data: { openPointsAccount: null }, faults: ["NOT_YET_VISIBLE openPointsAccount"] });
    answers = true;
    tell(wang, "site_a");
    expect((await open(wang)).data.openPointsAccount.userErrors).toEqual([]);
  });
});
