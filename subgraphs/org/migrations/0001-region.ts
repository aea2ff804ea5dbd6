import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";

export class CreateRegions1795200000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE region (
      id ${types.id} NOT NULL PRIMARY KEY,
      code ${types.text(12)},
      name ${types.text(100)} NOT NULL,
      level ${types.text(20)} NOT NULL,
      kind ${types.text(40)} NOT NULL,
      parent_id ${types.id},
      path ${types.text(200)} NOT NULL,
      tree_order ${types.text(200)} NOT NULL,
      valid_from ${types.day},
      valid_to ${types.day},
      CONSTRAINT fk_region_parent FOREIGN KEY (parent_id) REFERENCES region (id),
      CONSTRAINT ck_region_root CHECK (parent_id IS NOT NULL OR level = 'PROVINCE'),
      CONSTRAINT ck_region_validity CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
    )`);
    await sql("CREATE UNIQUE INDEX uq_region_code ON region (code)");
    await sql("CREATE UNIQUE INDEX uq_region_name ON region (parent_id, name)");
    await sql("CREATE UNIQUE INDEX uq_region_tree_order ON region (tree_order)");
    await sql("CREATE INDEX ix_region_parent ON region (parent_id, tree_order)");
    await sql("CREATE INDEX ix_region_level ON region (level, tree_order)");
    await sql("CREATE INDEX ix_region_name ON region (name, id)");
  }
}
