import { DatabaseError } from "./errors";

export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly ssl: boolean;
  /** What every schema's name begins with. */
  readonly path: string;
}

const defaultPort = 3306;

/** Reads mysql://user:password@host:port/path?ssl=true. The error repeats nothing of it, for it holds a password. */
export function parseMysqlUrl(text: string): MysqlAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  const path = url ? decodeURIComponent(url.pathname.slice(1)) : "";
  if (!url || !["mysql:", "mariadb:"].includes(url.protocol) || !url.hostname || !/^[A-Za-z0-9_]{1,48}$/.test(path)) {
    throw new DatabaseError({ kind: "other", code: "MALFORMED_URL", detail: "the database's address must read mysql://user:password@host:3306/practice" });
  }
  return {
    host: url.hostname.replaceAll(/[[\]]/g, ""),
    port: url.port ? Number(url.port) : defaultPort,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ssl: url.searchParams.get("ssl") === "true",
    path,
  };
}
