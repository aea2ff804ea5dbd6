import { SettingError } from "../config/settings";
import { DatabaseError } from "../database/errors";
import { makeFolder } from "../database/folder";
import { explain } from "./run";

const system = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

it.each([
  [system("EADDRINUSE", { port: 4000 }), /^Port 4000 is taken.*PORT=4010\.$/],
  [system("EACCES", { port: 80 }), /Choose one above 1023/],
  [system("EACCES", { path: "/data" }), /^\/data cannot be written.*DATA_DIR=/],
  [system("ENOTDIR", { path: "/data" }), /is a file, not a folder/],
  [new SettingError("PORT is not usable"), /^PORT is not usable$/],
  [new DatabaseError({ kind: "unavailable", code: "ECONNREFUSED" }), /^The database cannot be reached.*DATABASE_URL/],
  [new DatabaseError({ kind: "unavailable", code: "SQLITE_CANTOPEN", detail: "the file /data/org.sqlite cannot be opened" }), /^The database cannot be opened: the file \/data\/org\.sqlite cannot be opened\..*DATA_DIR=/],
  [new Error("first\nsecond"), /^Practice Graph cannot start: first$/],
])("what keeps the process from starting is one line that says what to do: %s", (error, line) => {
  expect(explain(error)).toMatch(line);
  expect(explain(error)).not.toContain("\n");
});

it("a folder that no file system can hold is refused, not waited for", () => {
  expect(() => makeFolder("/proc/practice-graph/keys")).toThrow();
  expect(() => makeFolder(`${__filename}/keys`)).toThrow();
});
