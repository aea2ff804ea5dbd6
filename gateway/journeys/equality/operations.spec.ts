import { buildSchema, validate } from "graphql";
import { apiSdl } from "../../schema-files";
import { OperationSource, type RandomOperation } from "./operations";
import type { Pools } from "./pools";
import { Random } from "./random";

const schema = buildSchema(apiSdl());

const pools: Pools = {
  ids: { PracticeSite: ["site_01jd9x6f3c8m2v5k7n9p1r3t5x", "site_01jd9x6f3c8m2v5k7n9p1r3t5y"], Volunteer: ["vol_01jd9x6f3c8m2v5k7n9p1r3t5x"] },
  siblings: [["site_01jd9x6f3c8m2v5k7n9p1r3t5x", "site_01jd9x6f3c8m2v5k7n9p1r3t5y"]],
  texts: { code: ["231081"], volunteerNumber: ["123456789012"] },
  cursors: {},
};

function operations(seed: number, count: number): { readonly written: readonly RandomOperation[]; readonly unvisited: readonly string[] } {
  const source = new OperationSource(schema, new Random(seed), () => pools);
  const written = Array.from({ length: count }, (_, index) => source.next(index % 5 === 0 ? "mutation" : "query"));
  return { written, unvisited: source.coverage.missing() };
}

it("a seed repeats its operations, and another one asks otherwise", () => {
  const [first, again, other] = [7, 7, 8].map((seed) => operations(seed, 20).written.map(({ source, variables }) => ({ source, variables })));
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

it("operations are valid but for a rare value that is none of its type", () => {
  const { written } = operations(1, 300);
  const faults = written.flatMap(({ document }) => validate(schema, document).map(({ message }) => message));
  expect(faults.filter((message) => !/cannot represent/.test(message))).toEqual([]);
  expect(faults.length).toBeLessThan(15);
});

it("three hundred of them visit everything that the schema offers", () => {
  for (const seed of [1, 2, 3]) expect(operations(seed, 300).unvisited).toEqual([]);
});
