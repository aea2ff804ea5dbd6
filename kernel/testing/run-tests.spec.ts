import { spawnSync } from "node:child_process";
import { describeOn } from "./databases";

/** Runs `npm test` as a process of its own; once is enough, whatever the engine. */
function npmTest(args: readonly string[], environment: Record<string, string>) {
  const { stdout, status } = spawnSync(process.execPath, ["kernel/launch.cjs", "kernel/testing/run-tests.ts", ...args], { encoding: "utf8", env: { PATH: "/usr/bin:/bin", ...environment } });
  return { lines: stdout.trimEnd().split("\n"), status };
}

const noServer = { TEST_MYSQL_URL: "mysql://root@127.0.0.1:1" };

describeOn("sqlite", "npm test", () => {
  it("says plainly that MySQL was not covered, and ends with the count", () => {
    const { lines, status } = npmTest(["kernel/testing/es-modules"], noServer);
    expect(lines[0]).toBe("Databases: SQLite");
    expect(lines[1]).toMatch(/^MySQL is NOT covered: none answers at 127\.0\.0\.1:1/);
    expect(lines.at(-1)).toBe("1 passed, 0 failed");
    expect(status).toBe(0);
  });

  it("fails without MySQL where both databases are asked for", () => {
    const { lines, status } = npmTest(["kernel/testing/es-modules"], { ...noServer, REQUIRE_MYSQL: "1" });
    expect(lines.at(-1)).toBe("0 passed, 1 failed");
    expect(status).toBe(1);
  });

  it("a run that found nothing to run has not passed", () => {
    const { lines, status } = npmTest(["no-such-specification"], noServer);
    expect(lines.at(-1)).toBe("0 passed, 1 failed");
    expect(status).toBe(1);
  });
});
