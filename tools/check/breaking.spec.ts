import { promisedVersions, readChanges, unlistedChanges } from "./breaking";

describe("breaking changes", () => {
  const older = `type Query { site: Site } type Site { name: String stars: Int }`;
  const newer = `type Query { site: Site } type Site { name: String }`;

  it("what somebody may rely on does not go unless it is listed with its date", () => {
    expect(unlistedChanges(older, newer, [])).toEqual(["Site.stars was removed."]);
    const { listed } = readChanges("- 2026-11-30: Site.stars was removed. Stars live under ratings.");
    expect(unlistedChanges(older, newer, listed)).toEqual([]);
  });

  it("a change that is listed without a date is not listed", () => {
    expect(readChanges("- Site.stars was removed.").listed).toEqual([]);
  });

  it("additions are free", () => {
    expect(unlistedChanges(newer, older, [])).toEqual([]);
  });

  it("drafts from before the promise are compared no more, the newest version always is", () => {
    const versions = ["2026-11-01", "2026-11-02", "2026-11-05"].map((day) => ({ name: day, day, text: "" }));
    expect(promisedVersions(versions, "2026-11-05").map(({ name }) => name)).toEqual(["2026-11-02", "2026-11-05"]);
    expect(promisedVersions(versions, "2026-12-01").map(({ name }) => name)).toEqual(["2026-11-05"]);
    expect(promisedVersions(versions, "2026-01-01").map(({ name }) => name)).toEqual(["2026-11-01", "2026-11-02", "2026-11-05"]);
  });
});
