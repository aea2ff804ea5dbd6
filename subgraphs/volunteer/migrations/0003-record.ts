import { appendOnly } from "../../../kernel/database/append-only";
import type { ColumnTypes } from "../../../kernel/database/columns";
import { Migration, type MigrationRunner } from "../../../kernel/database/migration";

export class CreateServiceRecords1795200000003 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE service_record (
      id ${types.id} NOT NULL PRIMARY KEY,
      volunteer_id ${types.id} NOT NULL,
      session_id ${types.id} NOT NULL,
      site_id ${types.id} NOT NULL,
      kind ${types.text(20)} NOT NULL,
      minutes ${types.integer} NOT NULL,
      served_at ${types.instant} NOT NULL,
      recorded_at ${types.instant} NOT NULL,
      CONSTRAINT ck_service_record_some_minutes CHECK (minutes > 0)
    )`);
    await sql("CREATE UNIQUE INDEX uq_service_record_session_volunteer ON service_record (session_id, volunteer_id)");
    await sql("CREATE INDEX ix_service_record_volunteer ON service_record (volunteer_id, served_at, id)");
    await sql("CREATE INDEX ix_service_record_site ON service_record (site_id, served_at, id)");
    await appendOnly(sql, types, "service_record");
  }
}
