import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, type IntrospectionQuery } from "graphql";
import { seed } from "../../../kernel/testing/seed";
import { apiSdl } from "../../schema-files";
import { comparableSchema } from "./comparable-schema";
import { Comparison, type Run } from "./comparison";
import { openTwins, type Twins } from "./twins";

/** `extra`: how many more are asked at most until nothing is left unvisited. */
const least = { queries: 240, mutations: 64, extra: 200 };

let twins: Twins;
let run: Run;

beforeAll(async () => {
  twins = await openTwins();
  run = await (await Comparison.of(twins, comparableSchema(buildSchema(apiSdl())), seed())).run(least);
}, 240_000);

afterAll(() => twins?.close(), 30_000);

it("fused and federated answer random operations alike, whoever asks and whatever is missing or broken", () => {
  if (run.differences.length > 0) throw new Error(run.differences.join("\n\n"));
  expect(run.operations).toBeGreaterThanOrEqual(300);
});

it("fused and federated describe themselves alike", async () => {
  const [fused, federated] = await Promise.all([twins.fused, twins.federated].map(async ({ ask }) => (await ask(getIntrospectionQuery({ specifiedByUrl: true }), {}, null)).data as IntrospectionQuery));
  const [described, likewise] = [fused!, federated!].map((data) => printSchema(lexicographicSortSchema(buildClientSchema(data))));
  expect(likewise).toBe(described);
});

describe("The operations on which they agree", () => {
  it("visit every field, every argument and every input field of the public schema", () => {
    expect(run.unvisited).toEqual([]);
  });

  it("have, every other one, an answer of at least three items within each other", () => {
    expect(run.deep / run.operations).toBeGreaterThanOrEqual(0.5);
  });

  it("meet a missing or a broken entity at every other query, and many an answer shows it", () => {
    expect(run.injected / run.queries).toBeGreaterThanOrEqual(0.5);
    expect(run.felt / run.injected).toBeGreaterThanOrEqual(0.25);
  });

  it("change the world many a time", () => {
    expect(run.mutations).toBeGreaterThanOrEqual(60);
    expect(run.effective / run.mutations).toBeGreaterThanOrEqual(0.25);
  });
});
