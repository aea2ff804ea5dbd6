import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateHolders1795200000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE holder (
      volunteer_id ${types.id} NOT NULL PRIMARY KEY,
      site_id ${types.id} NOT NULL
    )`);
  }
}
