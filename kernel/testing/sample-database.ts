import { Entity } from "typeorm";
import { BooleanColumn, BytesColumn, DayColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, type ColumnTypes } from "../database/columns";
import type { DatabaseDefinition } from "../database/database";
import { Migration, type MigrationRunner } from "../database/migration";

/** One column of every kind, for the specifications of the kernel: it has no noun of the domain. */
@Entity("sample")
export class Sample {
  @IdColumn() id!: string;
  @TextColumn(50) name!: string;
  @InstantColumn() startsAt!: string;
  @DayColumn({ nullable: true }) day!: string | null;
  @IntegerColumn() amount!: number;
  @BooleanColumn() open!: boolean;
  @JsonColumn({ nullable: true }) details!: unknown;
  @BytesColumn({ nullable: true }) secret!: Buffer | null;
}

@Entity("sample_entry")
export class SampleEntry {
  @IdColumn({ primary: true }) sampleId!: string;
  @IntegerColumn({ primary: true }) position!: number;
}

export class CreateSamples1764547200000 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE sample (
      id ${types.id} NOT NULL PRIMARY KEY,
      name ${types.text(50)} NOT NULL,
      starts_at ${types.instant} NOT NULL,
      day ${types.day},
      amount ${types.integer} NOT NULL,
      open ${types.boolean} NOT NULL,
      details ${types.json},
      secret ${types.bytes(64)},
      CONSTRAINT uq_sample_name UNIQUE (name),
      CONSTRAINT ck_sample_funded CHECK (amount >= 0)
    )`);
    await sql("CREATE UNIQUE INDEX uq_sample_day ON sample (day, starts_at)");
    await sql(`CREATE TABLE sample_entry (
      sample_id ${types.id} NOT NULL,
      position ${types.integer} NOT NULL,
      PRIMARY KEY (sample_id, position),
      CONSTRAINT fk_sample_entry_sample FOREIGN KEY (sample_id) REFERENCES sample (id)
    )`);
  }
}

export const sampleDefinition: DatabaseDefinition = { name: "sample", entities: [Sample, SampleEntry], migrations: [CreateSamples1764547200000] };

export function sample(id: string, more: Partial<Sample> = {}): Sample {
  return { id, name: id, startsAt: "2026-11-22T01:02:03.123456Z", day: null, amount: 0, open: true, details: null, secret: null, ...more };
}
