import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateAttendees1795200000002 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE attendee (
      volunteer_id ${types.id} NOT NULL PRIMARY KEY,
      site_id ${types.id} NOT NULL
    )`);
  }
}

export class CreateSessions1795200000003 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE activity_session (
      id ${types.id} NOT NULL PRIMARY KEY,
      activity_id ${types.id} NOT NULL,
      starts_at ${types.instant} NOT NULL,
      ends_at ${types.instant} NOT NULL,
      settled_at ${types.instant} NULL,
      CONSTRAINT ck_activity_session_interval CHECK (ends_at > starts_at),
      CONSTRAINT ck_activity_session_settled_when_over CHECK (settled_at IS NULL OR settled_at >= ends_at),
      CONSTRAINT fk_activity_session_activity FOREIGN KEY (activity_id) REFERENCES activity (id)
    )`);
    await sql("CREATE INDEX ix_activity_session_activity ON activity_session (activity_id, starts_at, id)");
  }
}

export class CreateAttendances1795200000004 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    // No foreign key to attendee: the projection may be emptied and read anew while attendances stand.
    await sql(`CREATE TABLE attendance (
      id ${types.id} NOT NULL PRIMARY KEY,
      session_id ${types.id} NOT NULL,
      volunteer_id ${types.id} NOT NULL,
      site_id ${types.id} NOT NULL,
      checked_in_at ${types.instant} NOT NULL,
      check_in_method ${types.text(20)} NOT NULL,
      checked_in_by ${types.text(200)} NOT NULL,
      checked_out_at ${types.instant} NULL,
      check_out_method ${types.text(20)} NULL,
      checked_out_by ${types.text(200)} NULL,
      minutes ${types.integer} NULL,
      record_id ${types.id} NULL,
      CONSTRAINT ck_attendance_in_before_out CHECK (checked_out_at IS NULL OR checked_out_at >= checked_in_at),
      CONSTRAINT ck_attendance_out_whole CHECK ((checked_out_at IS NULL) = (check_out_method IS NULL) AND (checked_out_at IS NULL) = (checked_out_by IS NULL)),
      CONSTRAINT ck_attendance_settled_whole CHECK (minutes IS NULL OR (minutes >= 0 AND checked_out_at IS NOT NULL)),
      CONSTRAINT fk_attendance_session FOREIGN KEY (session_id) REFERENCES activity_session (id)
    )`);
    await sql("CREATE UNIQUE INDEX uq_attendance_session_volunteer ON attendance (session_id, volunteer_id)");
    await sql("CREATE INDEX ix_attendance_session ON attendance (session_id, checked_in_at, id)");
    await sql("CREATE UNIQUE INDEX uq_attendance_record ON attendance (record_id)");
  }
}
