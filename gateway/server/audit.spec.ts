import { serverAudits } from "graphql-http";
import { openEdge, type TestEdge } from "./testing/edge";

let edge: TestEdge;
beforeAll(async () => {
  edge = await openEdge();
});

const audits = serverAudits({ url: () => `${edge.url}/graphql`, fetchFn: fetch });

it("the installed graphql-http brings at least 61 audits", () => {
  expect(audits.length).toBeGreaterThanOrEqual(61);
});

describe("GraphQL over HTTP", () => {
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s: the server %s", async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: "ok" });
  });
});
