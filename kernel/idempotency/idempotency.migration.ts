import type { ColumnTypes } from "../database/columns";
import { Migration, type MigrationRunner } from "../database/migration";

/** For the subgraphs whose mutations move value or a place. */
export class CreateIdempotencyKeys1795100000101 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE idempotency_key (
      claim ${types.text(64)} NOT NULL PRIMARY KEY,
      fingerprint ${types.text(64)} NOT NULL,
      answer ${types.json} NULL,
      claimed_at ${types.instant} NOT NULL
    )`);
  }
}
