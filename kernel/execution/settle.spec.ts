import { buildSchema, getOperationAST, GraphQLError, parse, type ExecutionResult } from "graphql";
import { Fault, faultOf } from "../errors/faults";
import { propagateNulls, propagateRootNulls } from "./nulls";
import { MissingEntity, settleErrors } from "./settle";
import { shapeOf } from "./shape";

const schema = buildSchema(`
  type Query { site: Site sites: [Site!] main: Site! anything: Anything }
  type Site { id: ID! name: String! nickname: String address: Address! tags: [String!] matrix: [[Site!]]! }
  type Address { street: String! city: City! }
  type City { name: String! }
  union Anything = Site | City
`);

const shapeFor = (source: string) => {
  const document = parse(source);
  return shapeOf(schema, document, getOperationAST(document)!);
};
const at = (path: string, cause: Error = new Error("broken")) => new GraphQLError(cause.message, { path: path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)), originalError: cause });
const placesOf = ({ errors = [] }: ExecutionResult) => errors.map((error) => `${faultOf(error).code} ${error.path?.join(".")}`);

describe("one error for each null", () => {
  const shape = shapeFor("{ site { id name nickname address { street city { name } } } sites { name } }");

  it("an error of a field that may be null stays as it is", () => {
    const answer = settleErrors({ data: { site: { nickname: null } }, errors: [at("site.nickname", new Fault("FORBIDDEN"))] }, shape);
    expect(placesOf(answer)).toEqual(["FORBIDDEN site.nickname"]);
  });

  it("beneath a null only what caused it is told", () => {
    const answer = settleErrors({ data: { site: null }, errors: [at("site.nickname", new Fault("FORBIDDEN")), at("site.name")] }, shape);
    expect(placesOf(answer)).toEqual(["INTERNAL site.name"]);
  });

  it("of several causes the shallowest is told, then the first in the document, whatever the order they came in", () => {
    const errors = [at("site.address.city.name"), at("site.name"), at("site.id")];
    for (const order of [errors, [...errors].reverse()]) expect(placesOf(settleErrors({ data: { site: null }, errors: order }, shape))).toEqual(["INTERNAL site.id"]);
    expect(placesOf(settleErrors({ data: { site: null }, errors: [errors[0]!] }, shape))).toEqual(["INTERNAL site.address.city.name"]);
  });

  it("what broke is told before a null that nobody explains", () => {
    const unexplained = new GraphQLError("Cannot return null for non-nullable field Site.id.", { path: ["site", "id"] });
    expect(placesOf(settleErrors({ data: { site: null }, errors: [unexplained, at("site.address.street")] }, shape))).toEqual(["INTERNAL site.address.street"]);
  });

  it("each item of a list is a place of its own", () => {
    const answer = settleErrors({ data: { sites: null }, errors: [at("sites.2.name"), at("sites.0.name")] }, shape);
    expect(placesOf(answer)).toEqual(["INTERNAL sites.0.name"]);
  });

  it("an error without a place stays", () => {
    expect(placesOf(settleErrors({ errors: [new Fault("THROTTLED")] }, shape))).toEqual(["THROTTLED undefined"]);
  });

  it("what an executor says of its own accord is never taken for the caller's fault, a spoiled argument is", () => {
    const serialization = new GraphQLError("Int cannot represent non-integer value: 1.5", { path: ["site", "nickname"] });
    const argument = new GraphQLError('Argument "first" of non-null type "Int!" must not be null.', { path: ["site", "nickname"] });
    expect(placesOf(settleErrors({ data: { site: { nickname: null } }, errors: [serialization] }, shape))).toEqual(["INTERNAL site.nickname"]);
    expect(placesOf(settleErrors({ data: { site: { nickname: null } }, errors: [argument] }, shape))).toEqual(["BAD_USER_INPUT site.nickname"]);
  });
});

describe("a missing entity", () => {
  const shape = shapeFor("{ site { name nickname } sites { name } main { name } }");
  const missing = (path: string) => at(path, new MissingEntity());

  it("makes a reference that may be null answer null, without an error", () => {
    expect(settleErrors({ data: { site: null }, errors: [missing("site.name")] }, shape)).toEqual({ data: { site: null } });
  });

  it("says nothing about a field that may be null", () => {
    expect(settleErrors({ data: { site: { nickname: null } }, errors: [missing("site.nickname")] }, shape)).toEqual({ data: { site: { nickname: null } } });
  });

  it("is an error of the reference where that cannot be null", () => {
    expect(placesOf(settleErrors({ data: null, errors: [missing("main.name")] }, shape))).toEqual(["INTERNAL main"]);
    expect(placesOf(settleErrors({ data: { sites: null }, errors: [missing("sites.1.name")] }, shape))).toEqual(["INTERNAL sites.1"]);
  });
});

describe("nulls", () => {
  it("rise to the next place that may be null, through lists and objects", () => {
    const shape = shapeFor("{ site { address { city { name } } } sites { name tags matrix { name } } }");
    const data = { site: { address: { city: { name: null } } }, sites: [{ name: "a", tags: ["x", null], matrix: [[{ name: null }], null, []] }] };
    const answer = settleErrors(propagateNulls({ data }, shape), shape);
    expect(answer.data).toEqual({ site: null, sites: [{ name: "a", tags: null, matrix: [null, null, []] }] });
    expect(placesOf(answer).sort()).toEqual(["INTERNAL site.address.city.name", "INTERNAL sites.0.matrix.0.0.name", "INTERNAL sites.0.tags.1"]);
  });

  it("of a root field that cannot be null leave no data", () => {
    const shape = shapeFor("{ main { nickname } site { id } }");
    expect(propagateNulls({ data: { main: null, site: null } }, shape).data).toBeNull();
    expect(propagateRootNulls({ data: { main: null, site: null } }, shape).data).toBeNull();
    expect(propagateRootNulls({ data: { main: {}, site: null } }, shape).data).toEqual({ main: {}, site: null });
  });

  it("are judged by response key whatever type stands behind it", () => {
    const shape = shapeFor("{ anything { ... on Site { title: name } ...C } } fragment C on City { title: name }");
    expect(settleErrors(propagateNulls({ data: { anything: { title: null } } }, shape), shape).data).toEqual({ anything: null });
  });
});
