import { parseProof } from "./proof";

const patch = `Specification: subgraphs/org/site/open-site.spec.ts -t "a site stands once"
Guard: the unique key on the site's code
Database: mysql

diff --git a/x b/x
--- a/x
+++ b/x
`;

describe("a proof", () => {
  it("names its specification, its guard and its database", () => {
    expect(parseProof("unique-code", patch)).toMatchObject({
      specification: "subgraphs/org/site/open-site.spec.ts", title: "a site stands once", guard: "the unique key on the site's code", database: "mysql",
    });
  });

  it("without a specification or a guard it is none", () => {
    expect(() => parseProof("p", patch.replace(/^Specification.*\n/, ""))).toThrow("Specification:");
    expect(() => parseProof("p", patch.replace(/^Guard.*\n/m, ""))).toThrow("Guard:");
  });

  it("what the diff itself says is no header", () => {
    expect(() => parseProof("p", `${patch.replace(/^Guard.*\n/m, "")}+Guard: x\nGuard: x\n`)).toThrow("Guard:");
  });
});
