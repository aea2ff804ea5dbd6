import { createLogger } from "./logging";

it("an error is logged by kind, code and place, without its message, statement or parameters", () => {
  const lines: string[] = [];
  const logger = createLogger("info", { write: (line: string) => void lines.push(line) });
  const driver = Object.assign(new Error("Duplicate entry '11010519491231002X'"), { code: "ER_DUP_ENTRY", query: "INSERT ...", parameters: ["13912345678"] });
  logger.error({ err: new Error("could not register 13912345678", { cause: driver }) }, "a verb failed");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("ER_DUP_ENTRY");
  expect(lines[0]).toContain("logging.spec");
  expect(lines[0]).not.toMatch(/11010519491231002X|13912345678|INSERT/);
});

it("levels below the set one cost nothing and write nothing", () => {
  const lines: string[] = [];
  createLogger("warn", { write: (line: string) => void lines.push(line) }).info("quiet");
  expect(lines).toEqual([]);
});
