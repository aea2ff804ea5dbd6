import { parse, print } from "graphql";
import { withoutReservedAliases } from "./reserved-aliases";

const sent = (source: string) => print(withoutReservedAliases(parse(source)).document).replaceAll(/\s+/g, " ");

it("what is called like a key and is none travels under another name, and comes back under its own", () => {
  expect(sent("{ site { id: name __typename } }")).toBe("{ site { idAlias0: name __typename } }");
  const { restore } = withoutReservedAliases(parse("{ site { id: name } }"));
  expect(restore({ data: { site: { idAlias0: "绥芬河" } }, errors: [{ path: ["site", "idAlias0"] }] })).toEqual({ data: { site: { id: "绥芬河" } }, errors: [{ path: ["site", "id"] }] });
});

it("a key that may be left out travels under another name, so that the one the stitcher needs is asked for as well", () => {
  expect(sent("query ($no: Boolean!) { site { id @include(if: $no) name } }")).toBe("query ($no: Boolean!) { site { idAlias0: id @include(if: $no) name } }");
});

it("a document without either stays as it is", () => {
  const document = parse("{ site { id __typename other: id name } }");
  expect(withoutReservedAliases(document).document).toBe(document);
});
