import { sorted } from "./sorted";

describe("sorted schema files", () => {
  it("do not depend on the order in which modules were loaded", () => {
    const one = `type Query { b: B a(z: Int, y: Int): Int } type B { name: String id: ID! } enum Level { CENTER ATTIC }`;
    const other = `enum Level { CENTER ATTIC } type B { id: ID! name: String } type Query { a(z: Int, y: Int): Int b: B }`;
    expect(sorted(one)).toBe(sorted(other));
  });

  it("keep descriptions, directives, and the order of arguments and enum values", () => {
    const text = sorted(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") "Which floor." enum Level { "Ground." CENTER ATTIC } type Query { "Finds." a(z: Int, y: Int): Int @deprecated }`);
    expect(text).toContain('"Finds."\n  a(z: Int, y: Int): Int @deprecated');
    expect(text.indexOf("CENTER")).toBeLessThan(text.indexOf("ATTIC"));
    expect(text.startsWith("extend schema @link")).toBe(true);
  });
});
