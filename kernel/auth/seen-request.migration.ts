import type { ColumnTypes } from "../database/columns";
import { Migration, type MigrationRunner } from "../database/migration";

export class CreateSeenRequests1795100000004 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE seen_request (
      request_key ${types.text(64)} NOT NULL PRIMARY KEY,
      expires_at ${types.instant} NOT NULL
    )`);
    await sql("CREATE INDEX ix_seen_request_expires ON seen_request (expires_at)");
  }
}
