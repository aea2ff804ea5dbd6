import { appendOnly } from "../database/append-only";
import type { ColumnTypes } from "../database/columns";
import { Migration, type MigrationRunner } from "../database/migration";

/** For the subgraphs that hold personal data. */
export class CreatePersonalReads1795100000102 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE personal_read (
      id ${types.id} NOT NULL PRIMARY KEY,
      person_id ${types.id} NOT NULL,
      field ${types.text(64)} NOT NULL,
      subject ${types.text(200)} NOT NULL,
      roles ${types.json} NOT NULL,
      read_at ${types.instant} NOT NULL,
      request_id ${types.text(64)} NOT NULL
    )`);
    await sql("CREATE INDEX ix_personal_read_person ON personal_read (person_id, read_at, id)");
    await appendOnly(sql, types, "personal_read");
    await sql(`CREATE TABLE personal_keyring (
      purpose ${types.text(20)} NOT NULL PRIMARY KEY,
      fingerprint ${types.text(64)} NOT NULL
    )`);
  }
}
