import type { DatabaseSettings } from "../database/database";
import { openDatabase } from "../database/database";
import { run } from "../database/rows";
import { sampleDefinition } from "./sample-database";
import sql from "sql-template-tag";

/** A process of its own, for specifications of several at once: opens the samples, adds to one that many times, and ends. */
async function main(): Promise<void> {
  const [settings, id, times] = process.argv.slice(2);
  const database = await openDatabase(sampleDefinition, JSON.parse(settings!) as DatabaseSettings);
  await Promise.all(Array.from({ length: Number(times) }, () => database.write((tx) => run(tx, sql`UPDATE sample SET amount = amount + 1 WHERE id = ${id}`))));
  await database.close();
}

void main();
