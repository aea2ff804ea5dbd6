import { maskedNameOf } from "./masked-name";

describe("A masked name", () => {
  it("shows the first character and a star for each further one", () => {
    expect(maskedNameOf("王小明")).toBe("王**");
    expect(maskedNameOf("欧阳娜娜")).toBe("欧***");
    expect(maskedNameOf("李四")).toBe("李*");
  });

  it("counts a rare character as one", () => {
    expect(maskedNameOf("𠮷田")).toBe("𠮷*");
  });

  it("never shows a name whole", () => {
    expect(maskedNameOf("王")).toBe("*");
  });
});
