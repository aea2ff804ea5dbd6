import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateSites1795200000002 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE practice_site (
      id ${types.id} NOT NULL PRIMARY KEY,
      name ${types.text(100)} NOT NULL,
      level ${types.text(20)} NOT NULL,
      label ${types.text(50)} NULL,
      parent_id ${types.id} NULL,
      path ${types.text(500)} NOT NULL,
      founded_on ${types.day} NOT NULL,
      closed_on ${types.day} NULL,
      open_name ${types.text(200)} NULL,
      CONSTRAINT fk_practice_site_parent FOREIGN KEY (parent_id) REFERENCES practice_site (id),
      CONSTRAINT ck_practice_site_known_level CHECK (level IN ('CENTER', 'INSTITUTE', 'STATION', 'SPOT')),
      CONSTRAINT ck_practice_site_lifetime CHECK (closed_on IS NULL OR closed_on >= founded_on)
    )`);
    await sql("CREATE UNIQUE INDEX uq_practice_site_open_name ON practice_site (open_name)");
    await sql("CREATE INDEX ix_practice_site_parent ON practice_site (parent_id, founded_on, id)");
    await sql("CREATE INDEX ix_practice_site_path ON practice_site (path)");
    await sql("CREATE INDEX ix_practice_site_founded ON practice_site (founded_on, id)");
    await sql("CREATE INDEX ix_practice_site_name ON practice_site (name, id)");
    await sql(`CREATE TABLE site_coverage (
      site_id ${types.id} NOT NULL,
      region_id ${types.id} NOT NULL,
      covers_from ${types.day} NOT NULL,
      covers_to ${types.day} NULL,
      PRIMARY KEY (site_id, region_id, covers_from),
      CONSTRAINT fk_site_coverage_site FOREIGN KEY (site_id) REFERENCES practice_site (id),
      CONSTRAINT fk_site_coverage_region FOREIGN KEY (region_id) REFERENCES region (id)
    )`);
    await sql("CREATE INDEX ix_site_coverage_region ON site_coverage (region_id, covers_to)");
    await sql(`CREATE TABLE site_succession (
      predecessor_id ${types.id} NOT NULL,
      successor_id ${types.id} NOT NULL,
      effective_on ${types.day} NOT NULL,
      PRIMARY KEY (predecessor_id, successor_id),
      CONSTRAINT fk_site_succession_predecessor FOREIGN KEY (predecessor_id) REFERENCES practice_site (id),
      CONSTRAINT fk_site_succession_successor FOREIGN KEY (successor_id) REFERENCES practice_site (id)
    )`);
    await sql("CREATE INDEX ix_site_succession_successor ON site_succession (successor_id)");
  }
}
