import { execute, GraphQLEnumType, GraphQLScalarType, parse, validate, type GraphQLSchema } from "graphql";
import { buildFixture, type Fixture } from "./testing/executor-fixture";
import { createExecutor, type ExecutorSettings } from "./executor";
import { faultOf } from "../errors/faults";

const told = (result: { data?: unknown; errors?: readonly { path?: readonly (string | number)[] }[] }) =>
  JSON.parse(JSON.stringify({ data: result.data ?? null, errors: (result.errors ?? []).map((error) => `${faultOf(error).code} ${error.path?.join(".") ?? ""}`).sort() })) as { data: any; errors: string[] };

/** The same operation interpreted and compiled; each time from the beginning. */
async function bothWays(source: string, variables: Record<string, unknown> = {}, make: () => Fixture = buildFixture) {
  const [first, second] = [make(), make()];
  const document = parse(source);
  expect(validate(first.schema, document)).toEqual([]);
  const interpreted = await createExecutor(first.schema, { compileAtSight: Infinity })({ document, variables, context: {} });
  const compiled = await createExecutor(second.schema, { compileAtSight: 1 })({ document: parse(source), variables, context: {} });
  return { interpreted: told(interpreted), compiled: told(compiled), wasCompiled: second.compiledRuns() > 0, calls: second.calls };
}

describe("an answer does not depend on how it was executed", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["aliases, fragments, abstract types", "{ a: site(id: 1) { name ...F ... on Node { id } } things { __typename ... on Site { name } ... on City { id title } } } fragment F on Site { level kind: name }", {}],
    ["enum values and scalars inside", '{ echo(level: HIGH, moment: "2026-01-02", filter: { level: LOW, tags: "a" }) levels }', {}],
    ["enum values and scalars in variables", "query ($l: Level, $m: Moment, $f: Filter!) { echo(level: $l, moment: $m, filter: $f) }", { l: "HIGH", m: "2026-01-02", f: { tags: ["a"], inner: { level: "LOW" } } }],
    ["defaults of arguments, input fields and variables", "query ($l: Level = HIGH, $n: Int! = 7) { echo(level: $l, count: $n, filter: {}) b: echo }", {}],
    ["a variable that is not given inside an input object", "query ($l: Level, $t: [String!]) { echo(filter: { level: $l, tags: $t }) }", { t: null }],
    ["an explicit null for a variable", "query ($l: Level) { echo(level: $l) b: echo(filter: { level: $l }) }", { l: null }],
    ["@skip and @include through fragments used twice", "query ($yes: Boolean!, $no: Boolean!) { a: site(id: 1) { ...F @include(if: $yes) } b: site(id: 1) { id ...F @include(if: $no) } c: site(id: 1) @skip(if: $yes) { id } } fragment F on Site { name level @skip(if: $no) }", { yes: true, no: false }],
    ["errors in nullable fields", "{ site(id: 1) { name broken brokenSoon } }", {}],
    ["errors that take their parents along", "{ site(id: 1) { broken strict { name brokenStrict } } b: site(id: 1) { strict { brokenStrict brokenSoonStrict } } }", {}],
    ["a root field that cannot be null, with several reasons", "{ must { brokenSoonStrict brokenStrict strict { brokenStrict } } site(id: 1) { name } }", {}],
    ["errors as items and as values", "{ mixed { name } mixedStrict { name } }", {}],
    ["values that do not fit their type", "{ odd { count flag level list { name } } }", {}],
    ["a list that is none", "{ odd { names } }", {}],
    ["nothing where an object was asked", "{ site(id: 404) { name } none: must404 { name } }", {}],
  ])("%s", async (_, source, variables) => {
    const { interpreted, compiled, wasCompiled } = await bothWays(source, variables);
    expect(compiled).toEqual(interpreted);
    expect(wasCompiled).toBe(true);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ["an alias with an underscore, which the compiler could mix up with a path", "{ site_name: site(id: 1) { name } site(id: 2) { name } }", {}],
    ["an alias that is a prototype", "{ __proto__: site(id: 1) { name } }", {}],
    ["a literal that is no JSON inside", "{ echo(big: 12345678901234567890) }", {}],
    ["a nullable variable where null is not allowed", "mutation ($n: Int = 1) { a: count(by: $n) b: count(by: 2) }", { n: null }],
    ["introspection", '{ __schema { queryType { name } } __type(name: "Site") { fields { name type { kind ofType { name } } } } }', {}],
  ])("interpreted only: %s", async (_, source, variables) => {
    const { interpreted, compiled, wasCompiled } = await bothWays(source, variables);
    expect(compiled).toEqual(interpreted);
    expect(wasCompiled).toBe(false);
  });

  it("schemas describe themselves as they are, whatever executes them", async () => {
    const { interpreted } = await bothWays('{ __type(name: "Site") { fields { name type { kind } } } }');
    expect(interpreted.data.__type.fields).toContainEqual({ name: "name", type: { kind: "NON_NULL" } });
  });

  it("variables are read as graphql-js reads them: what it refuses is the caller's fault", async () => {
    for (const variables of [{ f: [] }, { f: { level: "SIDEWAYS" } }, { f: null }, {}, { f: { unknown: 1 } }]) {
      const { interpreted, compiled } = await bothWays("query ($f: Filter!) { echo(filter: $f) }", variables);
      expect(compiled).toEqual(interpreted);
      expect(interpreted.errors).toEqual(["BAD_USER_INPUT "]);
    }
  });
});

describe("compiled queries", () => {
  const many = async (fixture: Fixture, settings: Partial<ExecutorSettings>, runs: readonly { source: string; operationName?: string; variables?: Record<string, unknown> }[]) => {
    const documents = new Map<string, ReturnType<typeof parse>>();
    const execution = createExecutor(fixture.schema, settings);
    const answers = [];
    for (const { source, ...rest } of runs) {
      if (!documents.has(source)) documents.set(source, parse(source));
      answers.push(told(await execution({ document: documents.get(source)!, context: {}, ...rest })));
    }
    return answers;
  };

  it("are compiled when they come for the third time", async () => {
    const fixture = buildFixture();
    await many(fixture, {}, Array.from({ length: 2 }, () => ({ source: "{ site(id: 1) { name } }" })));
    expect(fixture.compiledRuns()).toBe(0);
    const again = buildFixture();
    await many(again, {}, Array.from({ length: 4 }, () => ({ source: "{ site(id: 1) { name } }" })));
    expect(again.compiledRuns()).toBe(2);
  });

  it("are kept by document and by operation name", async () => {
    const source = "query A { site(id: 1) { name } } query B { site(id: 2) { id } }";
    const runs = Array.from({ length: 8 }, (_, index) => ({ source, operationName: index % 2 ? "B" : "A" }));
    const answers = await many(buildFixture(), {}, runs);
    expect(answers.map(({ data }) => data)).toEqual(runs.map(({ operationName }) => ({ site: operationName === "A" ? { name: "site 1" } : { id: "2" } })));
  });

  it("are forgotten, the least recently used first", async () => {
    const fixture = buildFixture();
    const [one, other, third] = ["{ site(id: 1) { name } }", "{ site(id: 2) { name } }", "{ site(id: 3) { name } }"].map((source) => ({ source }));
    await many(fixture, { documents: 2, compileAtSight: 2 }, [one!, one!, other!, third!, one!]);
    expect(fixture.compiledRuns()).toBe(1);
  });

  it("each form that conditions give an operation is its own, and there are not too many of them", async () => {
    const source = "query ($a: Boolean!, $b: Boolean!) { x: site(id: 1) @include(if: $a) { name } y: site(id: 2) @skip(if: $b) { name } }";
    const fixture = buildFixture();
    const forms = [[true, true], [true, false], [false, true], [false, false]] as const;
    const runs = [...forms, ...forms, ...forms].map(([a, b]) => ({ source, variables: { a, b } }));
    const answers = await many(fixture, { compileAtSight: 2, forms: 2 }, runs);
    expect(answers.map(({ data }) => Object.keys(data).join(""))).toEqual(["x", "xy", "", "y", "x", "xy", "", "y", "x", "xy", "", "y"]);
    expect(fixture.compiledRuns()).toBe(2 * 2);
  });

  it("a property that throws costs its own field, and the process lives", async () => {
    const source = "{ trap { name explosive } site(id: 1) { name } }";
    const { interpreted, compiled } = await bothWays(source);
    expect(interpreted).toEqual({ data: { trap: { name: "trap", explosive: null }, site: { name: "site 1" } }, errors: ["INTERNAL trap.explosive"] });
    expect(compiled).toEqual(interpreted);
  });

  it("a mutation is never run a second time, not even when a property throws", async () => {
    const fixture = buildFixture();
    const [answer] = await many(fixture, { compileAtSight: 1 }, [{ source: "mutation { count(by: 1) trap { explosive } b: count(by: 1) }" }]);
    expect(fixture.calls.filter((call) => call === "count")).toHaveLength(2);
    expect(answer!.errors).toEqual(["INTERNAL trap"]);
    expect(answer!.data).toMatchObject({ count: 1, b: 2 });
  });

  it("an operation whose values are promises or functions stays interpreted once that is known", async () => {
    const fixture = buildFixture();
    const answers = await many(fixture, { compileAtSight: 2 }, Array.from({ length: 3 }, () => ({ source: "{ lazy { soon asked } }" })));
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ data: { lazy: { soon: "later", asked: "when asked" } }, errors: [] })));
    expect(fixture.compiledRuns()).toBe(0);
  });

  it("root fields of a mutation run one after the other, with all that hangs on them", async () => {
    const { interpreted, compiled, wasCompiled } = await bothWays("mutation { a: count(by: 1) b: slow { name } c: count(by: 10) d: fail e: count(by: 100) }");
    expect(wasCompiled).toBe(true);
    expect(compiled).toEqual(interpreted);
    expect(compiled).toEqual({ data: { a: 1, b: { name: "after 1" }, c: 11, d: null, e: 111 }, errors: ["INTERNAL d"] });
  });
});

it("nothing that an operation could be makes the executor throw", async () => {
  const { schema } = buildFixture();
  const run = createExecutor(schema);
  const answers = [
    await run({ document: parse("query A { levels } query B { levels }"), context: {} }),
    await run({ document: parse("{ levels }"), operationName: "Z", context: {} }),
    await run({ document: parse("subscription { levels }"), context: {} }),
    await run({ document: parse("fragment F on Site { name }"), context: {} }),
  ];
  expect(answers.map(({ data, errors }) => [data, faultOf(errors![0]!).code])).toEqual([
    [undefined, "GRAPHQL_VALIDATION_FAILED"],
    [undefined, "GRAPHQL_VALIDATION_FAILED"],
    [undefined, "OPERATION_NOT_SUPPORTED"],
    [undefined, "GRAPHQL_VALIDATION_FAILED"],
  ]);
});

it("what the compiler could only get wrong keeps a schema from starting", () => {
  const { schema } = buildFixture();
  const withDefault = (value: unknown): GraphQLSchema => {
    const copy = buildFixture().schema;
    copy.getQueryType()!.getFields()["echo"]!.args[0]!.defaultValue = value;
    return copy;
  };
  expect(() => createExecutor(schema)).not.toThrow();
  expect(() => createExecutor(withDefault(12n))).toThrow("must be plain JSON inside");
  expect(() => createExecutor(withDefault(new GraphQLScalarType({ name: "X" })))).toThrow("must be plain JSON inside");
});

it("graphql-js by itself reports an error less: that is why the interpreted schema is relaxed", async () => {
  const { schema } = buildFixture();
  const document = parse("{ site(id: 1) { strict { brokenStrict brokenSoonStrict } } }");
  const strict = await execute({ schema, document });
  expect(strict.errors).toHaveLength(1);
  expect(schema.getType("Level")).toBeInstanceOf(GraphQLEnumType);
});
