import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateVolunteers1795200000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE volunteer (
      id ${types.id} NOT NULL PRIMARY KEY,
      volunteer_number ${types.text(12)} NOT NULL,
      name ${types.text(50)} NOT NULL,
      site_id ${types.id} NOT NULL,
      registered_at ${types.instant} NOT NULL,
      CONSTRAINT ck_volunteer_whole_number CHECK (length(volunteer_number) = 12),
      CONSTRAINT ck_volunteer_named CHECK (name <> '')
    )`);
    await sql("CREATE UNIQUE INDEX uq_volunteer_number ON volunteer (volunteer_number)");
    await sql("CREATE INDEX ix_volunteer_site ON volunteer (site_id, registered_at, id)");
    await sql("CREATE INDEX ix_volunteer_registered ON volunteer (registered_at, id)");
  }
}
