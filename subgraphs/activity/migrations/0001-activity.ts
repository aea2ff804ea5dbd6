import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateActivities1795200000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE activity (
      id ${types.id} NOT NULL PRIMARY KEY,
      title ${types.text(100)} NOT NULL,
      kind ${types.text(20)} NOT NULL,
      summary ${types.text(500)} NULL,
      starts_at ${types.instant} NOT NULL,
      ends_at ${types.instant} NOT NULL,
      status ${types.text(20)} NOT NULL,
      cancellation_reason ${types.text(200)} NULL,
      CONSTRAINT ck_activity_known_status CHECK (status IN ('PUBLISHED', 'CANCELLED')),
      CONSTRAINT ck_activity_interval CHECK (ends_at > starts_at),
      CONSTRAINT ck_activity_cancelled_with_reason CHECK ((status = 'CANCELLED') = (cancellation_reason IS NOT NULL))
    )`);
    await sql("CREATE INDEX ix_activity_start ON activity (starts_at, id)");
    await sql("CREATE INDEX ix_activity_kind ON activity (kind, starts_at, id)");
    await sql(`CREATE TABLE activity_host (
      activity_id ${types.id} NOT NULL,
      site_id ${types.id} NOT NULL,
      position ${types.integer} NOT NULL,
      PRIMARY KEY (activity_id, site_id),
      CONSTRAINT fk_activity_host_activity FOREIGN KEY (activity_id) REFERENCES activity (id)
    )`);
    await sql("CREATE INDEX ix_activity_host_site ON activity_host (site_id, activity_id)");
  }
}
