import sql from "sql-template-tag";
import { describeOn, testDatabaseSettings } from "../testing/databases";
import { sample, sampleDefinition, Sample } from "../testing/sample-database";
import { fakeServer } from "../testing/mysql-fake";
import { withServer } from "../testing/mysql-server";
import { relayTo } from "../testing/tcp-relay";
import { openDatabase, type MysqlSettings } from "./database";
import { insertRows, query, run, selectRows } from "./rows";

describeOn("mysql", "MySQL", () => {
  const place = async () => (await testDatabaseSettings()) as MysqlSettings;
  const schemaOf = ({ url }: MysqlSettings) => `${new URL(url).pathname.slice(1)}_sample`;

  it("keeps Chinese and emoji in a schema whose default is latin1", async () => {
    const settings = await place();
    await withServer((connection) => connection.query(`CREATE DATABASE \`${schemaOf(settings)}\` CHARACTER SET latin1 COLLATE latin1_swedish_ci`));
    const database = await openDatabase(sampleDefinition, settings);
    await database.write((tx) => insertRows(tx, Sample, [sample("a", { name: "绥芬河 🌲 ñ", details: { 村: "🏔" } })]));
    expect((await selectRows(database.reader, Sample, sql`WHERE t.name = ${"绥芬河 🌲 ñ"}`))[0]!.details).toEqual({ 村: "🏔" });
    await database.close();
  });

  it("creates its schema in utf8mb4 with binary order, and runs at READ COMMITTED in UTC and strict mode", async () => {
    const settings = await place();
    const database = await openDatabase(sampleDefinition, settings);
    const [schema] = await query(database.reader, sql`SELECT default_character_set_name AS charset, default_collation_name AS collation_name FROM information_schema.schemata WHERE schema_name = ${schemaOf(settings)}`);
    expect(schema).toEqual({ charset: "utf8mb4", collation_name: "utf8mb4_bin" });
    const session = await database.write(async (tx) => (await query(tx, sql`SHOW VARIABLES WHERE variable_name IN ('tx_isolation', 'transaction_isolation', 'time_zone', 'sql_mode')`)).map((row) => Object.values(row)[1]).join());
    expect(session).toContain("READ-COMMITTED");
    expect(session).toContain("+00:00");
    expect(session).toContain("STRICT_ALL_TABLES");
    await database.close();
  });

  it("serves again by itself after the server went away and came back", async () => {
    const settings = await place();
    const server = new URL(settings.url);
    const relay = await relayTo(server.hostname, Number(server.port || 3306));
    const through = new URL(settings.url);
    through.hostname = "127.0.0.1";
    through.port = String(relay.port);
    const database = await openDatabase(sampleDefinition, { ...settings, url: through.href });
    const add = () => database.write((tx) => run(tx, sql`UPDATE sample SET amount = amount + 1`));
    await database.write((tx) => insertRows(tx, Sample, [sample("a")]));
    await Promise.all([add(), add(), add()]);

    const caught = database.write(async (tx) => {
      await run(tx, sql`UPDATE sample SET amount = amount + 1000`);
      await relay.cut();
      await run(tx, sql`UPDATE sample SET amount = amount + 1000`);
    });
    await expect(caught).rejects.toMatchObject({ kind: "unavailable" });
    await expect(add()).rejects.toMatchObject({ kind: "unavailable" });
    await expect(database.ping()).rejects.toMatchObject({ kind: "unavailable" });

    await relay.restore();
    await Promise.all(Array.from({ length: 10 }, add));
    expect((await selectRows(database.reader, Sample, sql``))[0]!.amount).toBe(13);
    await database.close();
    await relay.cut();
  });

  it("a connection that the server ended takes nothing with it but its own transaction", async () => {
    const database = await openDatabase(sampleDefinition, await place());
    await database.write((tx) => insertRows(tx, Sample, [sample("a")]));
    const ended = database.write(async (tx) => {
      const [own] = await query<{ id: number }>(tx, sql`SELECT CONNECTION_ID() AS id`);
      await run(tx, sql`UPDATE sample SET amount = 5`);
      await withServer((connection) => connection.query(`KILL ${own!.id}`));
      await run(tx, sql`UPDATE sample SET amount = 6`).catch(() => undefined);
    });
    await expect(ended).rejects.toMatchObject({ kind: "unavailable" });
    expect((await selectRows(database.reader, Sample, sql``))[0]!.amount).toBe(0);
    await database.close();
  });

  it("a server nobody answers at is named without the password", async () => {
    const opening = openDatabase(sampleDefinition, { engine: "mysql", url: "mysql://root:hidden-word@127.0.0.1:1/practice" });
    await expect(opening).rejects.toMatchObject({ kind: "unavailable", code: "ECONNREFUSED", message: expect.stringContaining("127.0.0.1:1") as string });
    await expect(opening).rejects.not.toThrow(/hidden-word/);
    await expect(openDatabase(sampleDefinition, { engine: "mysql", url: "mysql://root:hidden-word@host" })).rejects.not.toThrow(/hidden-word/);
  });

  it("a server that may lose what it acknowledged is refused at the start", async () => {
    const server = await fakeServer({ flush: 2 });
    await expect(openDatabase(sampleDefinition, { engine: "mysql", url: `mysql://root@127.0.0.1:${server.port}/practice` })).rejects.toThrow(/innodb_flush_log_at_trx_commit must be 1/);
    await server.close();
  });
});
