import { appendOnly } from "../../../kernel/database/append-only";
import type { ColumnTypes } from "../../../kernel/database/columns";
import { Migration, type MigrationRunner } from "../../../kernel/database/migration";

export class CreatePointsRates1795200000003 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE points_rate (
      id ${types.id} NOT NULL PRIMARY KEY,
      site_id ${types.id} NOT NULL,
      kind ${types.text(20)} NOT NULL,
      coefficient_cents ${types.integer} NOT NULL,
      valid_from ${types.day} NOT NULL,
      CONSTRAINT ck_points_rate_from_zero CHECK (coefficient_cents >= 0)
    )`);
    await sql("CREATE UNIQUE INDEX uq_points_rate_version ON points_rate (site_id, kind, valid_from)");
    await appendOnly(sql, types, "points_rate");
  }
}

export class CreateLedger1795200000004 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE issuing_account (
      id ${types.id} NOT NULL PRIMARY KEY,
      site_id ${types.id} NOT NULL
    )`);
    await sql("CREATE UNIQUE INDEX uq_issuing_account_site ON issuing_account (site_id)");
    await appendOnly(sql, types, "issuing_account");
    // A source or a destination is a points account or an issuing account, so neither has a foreign key.
    await sql(`CREATE TABLE ledger_entry (
      id ${types.id} NOT NULL PRIMARY KEY,
      source_id ${types.id} NOT NULL,
      destination_id ${types.id} NOT NULL,
      amount_cents ${types.integer} NOT NULL,
      reason ${types.text(20)} NOT NULL,
      service_record_id ${types.id} NULL,
      posted_at ${types.instant} NOT NULL,
      CONSTRAINT ck_ledger_entry_some_amount CHECK (amount_cents > 0),
      CONSTRAINT ck_ledger_entry_two_accounts CHECK (source_id <> destination_id),
      CONSTRAINT ck_ledger_entry_known_reason CHECK (reason IN ('OPENING', 'SERVICE')),
      CONSTRAINT ck_ledger_entry_service_with_record CHECK ((reason = 'SERVICE') = (service_record_id IS NOT NULL))
    )`);
    await sql("CREATE UNIQUE INDEX uq_ledger_entry_service_record ON ledger_entry (service_record_id)");
    await sql("CREATE INDEX ix_ledger_entry_source ON ledger_entry (source_id, posted_at, id)");
    await sql("CREATE INDEX ix_ledger_entry_destination ON ledger_entry (destination_id, posted_at, id)");
    await appendOnly(sql, types, "ledger_entry");
  }
}

export class CreateEarnings1795200000005 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE earning (
      service_record_id ${types.id} NOT NULL PRIMARY KEY,
      volunteer_id ${types.id} NOT NULL,
      site_id ${types.id} NOT NULL,
      kind ${types.text(20)} NOT NULL,
      minutes ${types.integer} NOT NULL,
      served_at ${types.instant} NOT NULL,
      rate_id ${types.id} NULL,
      amount_cents ${types.integer} NOT NULL,
      decided_at ${types.instant} NOT NULL,
      CONSTRAINT ck_earning_by_rate CHECK (amount_cents >= 0 AND (amount_cents = 0 OR rate_id IS NOT NULL))
    )`);
    await sql("CREATE INDEX ix_earning_volunteer ON earning (volunteer_id, served_at)");
    await appendOnly(sql, types, "earning");
  }
}
