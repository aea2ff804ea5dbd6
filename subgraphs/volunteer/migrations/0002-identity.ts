import { Migration, type MigrationRunner } from "../../../kernel/database/migration";
import type { ColumnTypes } from "../../../kernel/database/columns";
import { sealedLength } from "../../../kernel/personal/sealing";

/** Longest number of a document, and of a phone, in bytes. */
const longestNumber = 40;

export class CreateVolunteerIdentities1795200000002 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE volunteer_identity (
      volunteer_id ${types.id} NOT NULL PRIMARY KEY,
      document_kind ${types.text(40)} NOT NULL,
      id_number ${types.bytes(sealedLength(longestNumber))} NOT NULL,
      id_number_index ${types.bytes(32)} NOT NULL,
      phone ${types.bytes(sealedLength(longestNumber))} NULL,
      CONSTRAINT fk_volunteer_identity FOREIGN KEY (volunteer_id) REFERENCES volunteer (id)
    )`);
    await sql("CREATE UNIQUE INDEX uq_volunteer_identity_document ON volunteer_identity (id_number_index)");
  }
}
