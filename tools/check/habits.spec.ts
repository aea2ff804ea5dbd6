import { parse } from "graphql";
import { circlesIn } from "./circles";
import { costlyContributions } from "./contributions";
import { breachesOf } from "./files";
import { languageFault } from "./languages";
import { isFree, licenceBreaches } from "./licences";
import { fileNameOf, verbBreaches } from "./verbs";

describe("files", () => {
  it("a name that is not finished thinking about fails", () => {
    expect(breachesOf("kernel/ids/id-utils.ts", "")).toHaveLength(1);
    expect(breachesOf("kernel/common/ids.ts", "")).toHaveLength(1);
    expect(breachesOf("kernel/ids/ids.ts", "")).toEqual([]);
  });

  it("a file past 300 lines fails", () => {
    expect(breachesOf("kernel/ids/ids.ts", "\n".repeat(301))).toHaveLength(1);
    expect(breachesOf("kernel/ids/ids.ts", "\n".repeat(300))).toEqual([]);
  });

  it("a lint rule is only set aside with its reason", () => {
    expect(breachesOf("kernel/ids/ids.ts", "// eslint-disable-next-line no-var")).toHaveLength(1);
    expect(breachesOf("kernel/ids/ids.ts", "// eslint-disable-next-line no-var -- runs on Node 4")).toEqual([]);
  });
});

describe("circles", () => {
  it("a circle of imports is named with every file that it passes", () => {
    const graph = new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]);
    expect(circlesIn(graph)).toEqual([["b", "c", "b"]]);
  });
});

describe("both languages", () => {
  it("a message has Chinese in its Chinese form and fills the same places in both", () => {
    expect(languageFault("名称不能为空。", "The name is blank.")).toBeNull();
    expect(languageFault("The name is blank.", "The name is blank.")).toContain("no Chinese");
    expect(languageFault("最多 {limit} 个字。", "Too long.")).toContain("same places");
    expect(languageFault("", "Too long.")).toContain("lacks");
  });
});

describe("licences", () => {
  it("an alternative may be chosen, a combination must be free as a whole", () => {
    expect(isFree("(MIT OR GPL-3.0)")).toBe(true);
    expect(isFree("(MIT AND BSD-3-Clause)")).toBe(true);
    expect(isFree("(MIT AND GPL-3.0)")).toBe(false);
  });

  it("only what ships counts", () => {
    const gateway = { license: "Elastic-2.0" };
    const exception = { "node_modules/@apollo/federation-internals": gateway };
    expect(licenceBreaches({ ...exception, "node_modules/a": { license: "GPL-3.0", dev: true } })).toEqual([]);
    expect(licenceBreaches({ ...exception, "node_modules/b/node_modules/a": { license: "GPL-3.0" } })).toHaveLength(1);
    expect(licenceBreaches({ ...exception, "node_modules/a": { license: "MIT", hasInstallScript: true } })).toHaveLength(1);
  });
});

describe("verbs", () => {
  it("a mutation has exactly one file, called like it, and a specification beside it", () => {
    expect(fileNameOf("redeemPoints")).toBe("redeem-points");
    const files = ["subgraphs/points/redemption/redeem-points.ts", "subgraphs/points/redemption/redeem-points.spec.ts"];
    expect(verbBreaches("points", ["redeemPoints"], files)).toEqual([]);
    expect(verbBreaches("points", ["redeemPoints"], files.slice(0, 1))).toHaveLength(1);
    expect(verbBreaches("points", ["redeemPoints"], [...files, "subgraphs/points/account/redeem-points.ts"])).toHaveLength(1);
    expect(verbBreaches("org", ["redeemPoints"], files)).toHaveLength(2);
  });
});

describe("contributions", () => {
  it("a field added to another's type is nullable, its id is not meant", () => {
    const document = parse(`type Volunteer @key(fields: "id") { id: ID! points: Int! stars: Int } type Account { id: ID! balance: Int! }`);
    expect(costlyContributions(document, new Set(["Volunteer"]))).toEqual(["Volunteer.points"]);
  });
});
