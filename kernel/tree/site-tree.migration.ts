import type { ColumnTypes } from "../database/columns";
import { Migration, type MigrationRunner } from "../database/migration";

export class CreateSiteTree1795100000005 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE site_tree (
      id ${types.id} NOT NULL PRIMARY KEY,
      parent_id ${types.id} NULL,
      path ${types.text(500)} NOT NULL,
      level ${types.text(20)} NOT NULL,
      region_ids ${types.json} NOT NULL,
      founded_on ${types.day} NOT NULL,
      closed_on ${types.day} NULL
    )`);
    await sql("CREATE INDEX ix_site_tree_path ON site_tree (path)");
    await sql("CREATE INDEX ix_site_tree_parent ON site_tree (parent_id)");
  }
}
