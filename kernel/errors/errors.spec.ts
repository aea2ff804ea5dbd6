import { buildSchema, GraphQLError, graphqlSync, parse, validate } from "graphql";
import { z } from "zod";
import { faultCodes, faultText, fill } from "./codes";
import { codedAs, Fault, faultOf, languageOf, localize } from "./faults";
import { inputReasons, validInput } from "./input";
import { allReasons, Refusal, refusable, refuse } from "./refusals";
import { lineOf } from "./text";

describe("fault codes", () => {
  it.each(faultCodes)("%s says what it means, in Chinese and in English", (code) => {
    const { meaning, zh, en } = faultText(code);
    expect(meaning).toMatch(/\.$/);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  it("fill the places of a message and leave no brace behind", () => {
    expect(fill(faultText("COST_LIMIT").en, { requested: 9, limit: 5 })).toBe("The operation costs 9, more than 5; ask for fewer items or levels.");
    expect(fill("{missing}", {})).toBe("");
  });
});

describe("masking", () => {
  it("an error of ours keeps its code through every wrapper", () => {
    const fault = new Fault("NOT_YET_VISIBLE");
    expect(faultOf(new GraphQLError("x", { originalError: new Error("y", { cause: fault }) })).code).toBe("NOT_YET_VISIBLE");
  });

  it("an ID number or a phone that was sent as a number is not quoted", () => {
    const schema = buildSchema("type Query { register(idNumber: String!, phone: String): String }");
    const literal = validate(schema, parse("{ register(idNumber: 110105194912310021) }")).map((error) => codedAs("GRAPHQL_VALIDATION_FAILED", error));
    const { errors } = graphqlSync({ schema, source: "query R($idNumber: String!, $phone: String) { register(idNumber: $idNumber, phone: $phone) }", variableValues: { idNumber: 110105491231002, phone: 13800138000 } });
    const told = [...literal, ...errors!].map((error) => localize(error, "en"));
    expect(told.map(({ extensions }) => extensions!["code"])).toEqual(["GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "BAD_USER_INPUT"]);
    for (const { message } of told) expect(message).toMatch(/…/);
    expect(JSON.stringify(told)).not.toMatch(/110105|138/);
  });

  it("any other error becomes INTERNAL and says nothing from inside", () => {
    const answer = localize(new GraphQLError("x", { path: ["a"], originalError: new Error("password 13912345678 at db:3306") }), "en", "r-1");
    expect(answer).toEqual({ message: "Something broke on our side; the request id is r-1.", path: ["a"], extensions: { code: "INTERNAL" } });
  });

  it("a code of somebody else's is not believed", () => {
    expect(faultOf(new GraphQLError("x", { extensions: { code: "ER_DUP_ENTRY" } })).code).toBe("INTERNAL");
  });

  it("suggestions never leave", () => {
    const error = codedAs("GRAPHQL_VALIDATION_FAILED", new GraphQLError('Cannot query field "nam" on type "Region". Did you mean "name"?'));
    expect(JSON.stringify(localize(error, "zh"))).not.toContain("Did you mean");
    expect(localize(error, "en").extensions).toEqual({ code: "GRAPHQL_VALIDATION_FAILED" });
  });
});

describe("language", () => {
  it.each([
    [undefined, "zh"],
    ["en-US,en;q=0.9", "en"],
    ["zh-CN;q=0.5, en;q=0.8", "en"],
    ["fr, de", "zh"],
    ["en;q=0, zh;q=0.1", "zh"],
  ])("Accept-Language %p speaks %s", (header, expected) => {
    expect(languageOf(header)).toBe(expected);
  });
});

describe("refusals", () => {
  it("become userErrors with code, field path and the caller's language, and the object is null", async () => {
    const work = () => Promise.resolve().then(() => refuse(inputReasons.unknownId, "site.id"));
    expect(await refusable({ language: "zh" }, "site", work)).toEqual({ site: null, userErrors: [{ code: "NOT_FOUND", field: ["input", "site", "id"], message: "找不到该对象。" }] });
    expect(await refusable({ language: "en" }, "site", work)).toMatchObject({ userErrors: [{ message: "There is no such object." }] });
  });

  it("anything else that is thrown passes through", async () => {
    await expect(refusable({ language: "zh" }, "site", () => Promise.reject(new Fault("FORBIDDEN")))).rejects.toBeInstanceOf(Fault);
  });

  it("every fault of an input is reported at once", async () => {
    const schema = z.object({ name: lineOf(5), tags: z.array(lineOf(3)).max(3), more: z.array(z.string()).max(1) });
    const answer = await refusable({ language: "en" }, "x", async () => validInput(schema, { name: "  ", tags: ["a", "b\u0007", "toolong"], more: ["a", "b"] }));
    expect(answer.userErrors.map(({ code, field }) => [code, field?.join(".")])).toEqual([
      ["BLANK", "input.name"],
      ["INVALID", "input.tags.1"],
      ["TOO_LONG", "input.tags.2"],
      ["OUT_OF_RANGE", "input.more"],
    ]);
  });

  it("text is normalised: NFC, trimmed, counted in characters as people count them", () => {
    expect(validInput(z.object({ name: lineOf(2) }), { name: " 𠮷野 " })).toEqual({ name: "𠮷野" });
    expect(() => validInput(z.object({ name: lineOf(1) }), { name: "𠮷野" })).toThrow();
  });

  it("every reason speaks both languages", () => {
    for (const reason of allReasons().values()) {
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
      expect(reason.en).not.toMatch(/\p{Script=Han}/u);
    }
    expect(() => new Refusal(inputReasons.blank, null)).not.toThrow();
  });
});
