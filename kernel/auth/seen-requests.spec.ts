import sql from "sql-template-tag";
import { query } from "../database/rows";
import { kernelMigrations } from "../subgraph/kernel-migrations";
import { testDatabase } from "../testing/databases";
import { epochSecondsOf, fixedClock } from "../time/time";
import { rememberRequest } from "./seen-requests";

const open = () => testDatabase({ name: "seen", entities: [], migrations: [...kernelMigrations] });
const clock = fixedClock("2026-03-02T01:00:00.000000Z");
const request = (requestKey: string) => ({ requestKey, expiresAtSeconds: epochSecondsOf(clock.now()) + 30 });

it("a request's key is taken once, however often and wherever it is replayed at once", async () => {
  const database = await open();
  const taken = await Promise.all(Array.from({ length: 20 }, () => rememberRequest(database, clock, request("one"))));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await rememberRequest(database, clock, request("other"))).toBe(true);
});

it("keys that have long ended are swept out in passing", async () => {
  const database = await open();
  await rememberRequest(database, clock, request("early"));
  clock.advance(10 * 60_000);
  for (let index = 0; index < 500; index++) await rememberRequest(database, clock, request(`late ${index}`));
  expect(await query(database.reader, sql`SELECT request_key FROM seen_request WHERE request_key = ${"early"}`)).toEqual([]);
  expect(await query(database.reader, sql`SELECT COUNT(*) AS kept FROM seen_request`)).toEqual([{ kept: 500 }]);
});
