import { inspect } from "node:util";
import sql from "sql-template-tag";
import { testDatabase } from "../testing/databases";
import { sample, sampleDefinition, Sample, SampleEntry } from "../testing/sample-database";
import type { Database } from "./database";
import { DatabaseError, isUniqueViolation } from "./errors";
import { translateMysql } from "./mysql-errors";
import { insertRows, query, run } from "./rows";
import { translateSqlite } from "./sqlite-errors";

const idNumber = "231081199001011234";

let database: Database;
beforeAll(async () => {
  database = await testDatabase(sampleDefinition);
  await database.write((tx) => insertRows(tx, Sample, [sample("a", { name: idNumber, day: "2026-11-22" })]));
});

const failure = (rows: Partial<Sample>[]) => database.write((tx) => insertRows(tx, Sample, rows)).then(() => null, (error: DatabaseError) => error);

it("an error of the database carries no parameter and no statement, however it is printed", async () => {
  const error = (await failure([sample("b", { name: idNumber })]))!;
  expect(error).toBeInstanceOf(DatabaseError);
  const printed = [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error), error.stack].join();
  expect(printed).not.toContain(idNumber);
  expect(printed).not.toMatch(/INSERT INTO/i);
  expect(error.cause).toBeUndefined();
  const syntax = await query(database.reader, sql`SELECT ${idNumber} FROM FROM`).catch((thrown: unknown) => thrown);
  expect(syntax).toBeInstanceOf(DatabaseError);
  expect(inspect(syntax, { depth: 9, showHidden: true })).not.toContain(idNumber);
});

it("a unique violation is told by the name of its key, on both engines alike", async () => {
  const byName = await failure([sample("b", { name: idNumber })]);
  expect(byName).toMatchObject({ kind: "unique", constraint: "uq_sample_name" });
  expect(isUniqueViolation(byName, "uq_sample_name")).toBe(true);
  expect(isUniqueViolation(byName, "PRIMARY")).toBe(false);
  expect(await failure([sample("c", { day: "2026-11-22" })])).toMatchObject({ kind: "unique", constraint: "uq_sample_day" });
  expect(await failure([sample("a", { name: "other" })])).toMatchObject({ kind: "unique", constraint: "PRIMARY" });
});

it("a violated check, a missing value and a reference to nothing are told apart", async () => {
  expect(await failure([sample("d", { amount: -1 })])).toMatchObject({ kind: "check", constraint: "ck_sample_funded" });
  expect(await failure([sample("d", { name: undefined })])).toMatchObject({ kind: "check", constraint: "name" });
  expect(await failure([sample("d", { name: "长".repeat(51) })])).toMatchObject({ kind: "check" });
  await expect(database.write((tx) => insertRows(tx, SampleEntry, [{ sampleId: "nobody", position: 1 }]))).rejects.toMatchObject({ kind: "foreign_key" });
});

it("a mistake in a statement names the column, for whoever has to mend it", async () => {
  await expect(database.write((tx) => run(tx, sql`UPDATE sample SET nope = 1`))).rejects.toThrow(/nope/);
});

it.each([
  [{ errno: 1213, code: "ER_LOCK_DEADLOCK" }, "retryable"],
  [{ errno: 1205, code: "ER_LOCK_WAIT_TIMEOUT" }, "retryable"],
  [{ errno: 1020, code: "ER_CHECKREAD" }, "retryable"],
  [{ errno: 1040, code: "ER_CON_COUNT_ERROR" }, "unavailable"],
  [{ code: "ECONNREFUSED" }, "unavailable"],
  [{ code: "PROTOCOL_CONNECTION_LOST" }, "unavailable"],
  [{ errno: 1064, code: "ER_PARSE_ERROR" }, "other"],
])("MySQL's %j is %s", (error, kind) => {
  expect(translateMysql({ message: "", sqlState: "HY000", ...error })?.kind).toBe(kind);
});

it.each([
  ["SQLITE_BUSY", 5, "retryable"],
  ["SQLITE_BUSY_SNAPSHOT", 517, "retryable"],
  ["SQLITE_FULL", 13, "unavailable"],
  ["SQLITE_ERROR", 1, "other"],
])("SQLite's %s (%i) is %s", (code, rawCode, kind) => {
  expect(translateSqlite({ message: "", code, rawCode }, () => [])?.kind).toBe(kind);
});

it("an error that is not the database's stays what it is", () => {
  expect(translateMysql(new TypeError("x"))).toBeNull();
  expect(translateSqlite(new TypeError("x"), () => [])).toBeNull();
});
