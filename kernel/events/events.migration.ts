import type { ColumnTypes } from "../database/columns";
import { Migration, type MigrationRunner } from "../database/migration";
import { genesis } from "./chain";

export class CreateOutbox1795100000001 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    // The row's position orders what one pass of the relay finds: a second change of an object is written after the first.
    const position = types.engine === "sqlite" ? "position INTEGER PRIMARY KEY" : "position bigint NOT NULL AUTO_INCREMENT PRIMARY KEY";
    await sql(`CREATE TABLE outbox (
      ${position},
      id ${types.id} NOT NULL,
      seq ${types.integer} NULL,
      hash ${types.text(64)} NULL,
      type ${types.text(60)} NOT NULL,
      entity_id ${types.id} NOT NULL,
      op ${types.text(6)} NOT NULL,
      site_id ${types.id} NULL,
      occurred_at ${types.instant} NOT NULL,
      caused_by ${types.id} NULL,
      data ${types.json} NULL,
      CONSTRAINT ck_outbox_known_op CHECK (op IN ('UPSERT', 'DELETE')),
      CONSTRAINT ck_outbox_numbered CHECK ((seq IS NULL) = (hash IS NULL))
    )`);
    await sql("CREATE UNIQUE INDEX uq_outbox_id ON outbox (id)");
    await sql("CREATE UNIQUE INDEX uq_outbox_seq ON outbox (seq)");
  }
}

export class CreateFeedHead1795100000002 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE feed_head (
      id ${types.integer} NOT NULL PRIMARY KEY,
      seq ${types.integer} NOT NULL,
      hash ${types.text(64)} NOT NULL,
      CONSTRAINT ck_feed_head_alone CHECK (id = 1)
    )`);
    await sql("INSERT INTO feed_head (id, seq, hash) VALUES (1, 0, ?)", [genesis]);
  }
}

export class CreateInbox1795100000003 extends Migration {
  async up(sql: MigrationRunner, types: ColumnTypes): Promise<void> {
    await sql(`CREATE TABLE consumer_cursor (
      consumer ${types.text(60)} NOT NULL PRIMARY KEY,
      position ${types.text(500)} NOT NULL,
      moved_at ${types.instant} NOT NULL,
      stopped_at ${types.instant} NULL,
      stopped_by ${types.id} NULL,
      stopped_because ${types.text(200)} NULL
    )`);
    await sql(`CREATE TABLE inbox (
      consumer ${types.text(60)} NOT NULL,
      event_id ${types.id} NOT NULL,
      received_at ${types.instant} NOT NULL,
      skipped_because ${types.text(500)} NULL,
      PRIMARY KEY (consumer, event_id)
    )`);
    await sql("CREATE INDEX ix_inbox_event ON inbox (event_id)");
  }
}

export const eventMigrations = [CreateOutbox1795100000001, CreateFeedHead1795100000002, CreateInbox1795100000003];
