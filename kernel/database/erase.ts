import { rmSync } from "node:fs";
import { join } from "node:path";
import mysql2 from "mysql2";
import type { DatabaseSettings } from "./database";
import { parseMysqlUrl } from "./mysql-address";
import { translateMysql } from "./mysql-errors";
import { mysqlConnectionOptions } from "./mysql-session";

/** Removes a subgraph's database with all that is in it; nothing may have it open. */
export async function eraseDatabase(name: string, settings: DatabaseSettings): Promise<void> {
  if (settings.engine === "sqlite") {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(join(settings.directory, `${name}.sqlite${suffix}`), { force: true });
    return;
  }
  const address = parseMysqlUrl(settings.url);
  const connection = mysql2.createConnection(mysqlConnectionOptions(address)).promise();
  try {
    await connection.query(`DROP DATABASE IF EXISTS \`${address.path}_${name}\``);
  } catch (error) {
    throw translateMysql(error) ?? error;
  } finally {
    connection.destroy();
  }
}
