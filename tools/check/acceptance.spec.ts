import { acceptanceFaults, designLines, rowFault, rowsOf } from "./acceptance";
import { titlesIn } from "./titles";

describe("titles", () => {
  it("a title counts alone and with those around it, whatever opened the block", () => {
    const text = `describeOnEachDatabase("ledger", (world) => { it("sums to zero", () => {}); it.each([1])("holds %s", () => {}); });`;
    expect(titlesIn(text)).toEqual(["ledger", "ledger", "sums to zero", "ledger sums to zero", "holds %s", "ledger holds %s"]);
  });
});

describe("acceptance", () => {
  const titles = new Set(["29 stations stand"]);
  const document = (proof: string) => `## 绥芬河\n\n| Figure or rule | Where |\n|---|---|\n| 1 center, 29 stations | ${proof} |\n`;

  it("a line is mapped to a specification that exists, or to an issue", () => {
    const faultOf = (proof: string) => rowFault(rowsOf(document(proof))[0]!, titles);
    expect(faultOf("`29 stations stand`")).toBeNull();
    expect(faultOf("issue 5")).toBeNull();
    expect(faultOf("`29 stations fall`")).toContain("no specification");
    expect(faultOf("later")).toContain("mapped to no");
  });

  it("every figure that the design prints for a place is in the place's lines", () => {
    const design = "## What each place needs (each line is an acceptance case)\n\n| Place | What |\n|---|---|\n| 绥芬河 | 1 center, 29 stations, 22,811 volunteers |\n";
    expect(designLines(design).get("绥芬河")).toContain("22,811");
    expect(acceptanceFaults(document("issue 5"), titles, design)).toContain('ACCEPTANCE.md: "绥芬河" lacks the figures 22,811');
  });

  it("every place and every section of rules has its lines", () => {
    expect(acceptanceFaults(document("issue 5"), titles, null)).toContain('ACCEPTANCE.md: has no rows under "昌吉"');
  });
});
