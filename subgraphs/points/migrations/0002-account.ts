import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateAccounts1795200000002 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    // No foreign key to holder: the projection may be emptied and read anew while accounts stand.
    await sql(`CREATE TABLE points_account (
      id ${types.id} NOT NULL PRIMARY KEY,
      holder_id ${types.id} NOT NULL,
      site_id ${types.id} NOT NULL,
      balance_cents ${types.integer} NOT NULL,
      opened_at ${types.instant} NOT NULL,
      CONSTRAINT ck_points_account_never_below_zero CHECK (balance_cents >= 0)
    )`);
    await sql("CREATE UNIQUE INDEX uq_points_account_holder_site ON points_account (holder_id, site_id)");
    await sql("CREATE INDEX ix_points_account_site ON points_account (site_id, opened_at, id)");
    await sql("CREATE INDEX ix_points_account_opened ON points_account (opened_at, id)");
  }
}
