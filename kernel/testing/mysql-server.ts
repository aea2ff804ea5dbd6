import mysql2, { type RowDataPacket } from "mysql2/promise";
import { environment, isAlive, ownerOf } from "./environment";

/** Runs `work` on a connection of its own to the test server. */
export async function withServer<T>(work: (connection: mysql2.Connection) => Promise<T>): Promise<T> {
  const url = new URL(environment.mysqlUrl);
  const connection = await mysql2.createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    charset: "utf8mb4_bin",
    dateStrings: true,
    multipleStatements: true,
    connectTimeout: 3000,
  });
  try {
    return await work(connection);
  } finally {
    connection.destroy();
  }
}

/** "MariaDB 10.11.19", or null when none answers. */
export async function serverVersion(): Promise<string | null> {
  try {
    return await withServer(async (connection) => {
      const [[row]] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version");
      const version = String(row?.["version"]);
      return `${/mariadb/i.test(version) ? "MariaDB" : "MySQL"} ${version.split("-")[0]}`;
    });
  } catch {
    return null;
  }
}

export function serverAddress(): string {
  return new URL(environment.mysqlUrl).host;
}

/** The address under which a database opens schemas that begin with `prefix`. */
export function urlFor(prefix: string): string {
  const url = new URL(environment.mysqlUrl);
  url.pathname = `/${prefix}`;
  return url.href;
}

/** Drops what this run made and what killed runs left behind; never another's. */
export async function dropSchemas(pid: number): Promise<void> {
  await withServer(async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>("SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE 'pgt|_%' ESCAPE '|'");
    for (const { name } of rows as { name: string }[]) {
      const owner = ownerOf(name);
      if (owner !== null && (owner === pid || !isAlive(owner))) await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
    }
  });
}
