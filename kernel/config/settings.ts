import { z } from "zod";
import { parseInstant } from "../time/time";

/** A setting that is missing or malformed: printed as one line, without a stack. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingError";
  }
}

interface Setting<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What it is for, in one line of `--help`. */
  readonly purpose: string;
  /** How the default reads in `--help`. */
  readonly fallback: string;
}

function setting<Schema extends z.ZodType>(schema: Schema, fallback: string, purpose: string): Setting<Schema> {
  return { schema, purpose, fallback };
}

const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().min(1).max(600_000);
const count = z.coerce.number().int().min(1);
const httpUrl = z.url({ protocol: /^https?$/ });

/** Every setting there is. The environment is read through this table and nowhere else. */
export const settingsTable = {
  PORT: setting(port.optional(), "4000; served alone, org 4001, volunteer 4002, activity 4003, points 4004", "port that this process listens on; started federated, the gateway's, and the subgraphs take the four that follow"),
  HOST: setting(z.string().min(1).default("127.0.0.1"), "127.0.0.1", "address to listen on; 0.0.0.0 to be reached from other machines"),
  DATA_DIR: setting(z.string().min(1).default("data"), "data", "folder of the SQLite files and of the keys made for development"),
  DATABASE_URL: setting(z.url({ protocol: /^(mysql|mariadb)$/ }).optional(), "SQLite files in DATA_DIR", "mysql://user:password@host:3306/name; each subgraph uses the schema <name>_<subgraph>"),
  DATABASE_POOL: setting(count.max(200).default(10), "10", "connections a subgraph keeps to its database"),
  NODE_ENV: setting(z.enum(["development", "test", "production"]).default("development"), "development", "production refuses the development token issuer and closes introspection to anonymous callers"),
  LOG_LEVEL: setting(z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"), "warn", "how much is logged, as JSON lines on standard error"),
  TOKEN_ISSUER: setting(z.string().min(1).default("https://practice-graph.invalid"), "the development issuer", "issuer that access tokens must name"),
  TOKEN_AUDIENCE: setting(z.string().min(1).default("practice-graph"), "practice-graph", "audience that access tokens must name"),
  TOKEN_JWKS_URL: setting(httpUrl.optional(), "keys made in DATA_DIR", "address of the issuer's public keys (JWKS); required with NODE_ENV=production"),
  CORS_ORIGINS: setting(z.string().default("").transform((list) => list.split(",").map((origin) => origin.trim()).filter(Boolean)), "none", "comma-separated origins of front ends that may call from a browser, or *"),
  COST_CEILING: setting(count.default(50_000), "50000", "most that one operation may cost"),
  COST_BUDGET: setting(count.default(200_000), "200000", "cost that a caller may have outstanding"),
  COST_RESTORE_RATE: setting(count.default(10_000), "10000", "cost that a caller regains a second"),
  REQUEST_TIMEOUT_MS: setting(milliseconds.default(15_000), "15000", "longest that one request may take"),
  SUBGRAPH_TIMEOUT_MS: setting(milliseconds.default(2_000), "2000", "longest that the gateway waits for one subgraph"),
  CATCH_UP_MS: setting(milliseconds.default(1_500), "1500", "longest that a request waits for what another subgraph just wrote; less than SUBGRAPH_TIMEOUT_MS, so that the gateway hears of it"),
  RELAY_POLL_MS: setting(milliseconds.default(500), "500", "how often a subgraph looks for changes that another process wrote and nobody announced"),
  FEED_POLL_MS: setting(milliseconds.default(10_000), "10000", "longest that a quiet change feed is waited on before asking again"),
  ORG_URL: setting(httpUrl.optional(), "http://127.0.0.1:4001/", "address of the org subgraph, served on its own"),
  VOLUNTEER_URL: setting(httpUrl.optional(), "http://127.0.0.1:4002/", "address of the volunteer subgraph"),
  ACTIVITY_URL: setting(httpUrl.optional(), "http://127.0.0.1:4003/", "address of the activity subgraph"),
  POINTS_URL: setting(httpUrl.optional(), "http://127.0.0.1:4004/", "address of the points subgraph"),
  SIGNING_KEY: setting(z.string().optional(), "made in DATA_DIR", "private Ed25519 JSON Web Key with which this process signs; its kid is the process's name"),
  TRUSTED_KEYS: setting(z.string().optional(), "made in DATA_DIR", "JSON Web Key Set of the processes whose requests are answered"),
  PERSONAL_KEYS: setting(z.string().optional(), "made in DATA_DIR", "keys under which ID numbers and phones are sealed, as JSON: current, keys by id, index; required with NODE_ENV=production"),
  FIXED_CLOCK: setting(z.string().transform((text, check) => parseInstant(text) ?? (check.addIssue("not an RFC 3339 date-time"), z.NEVER)).optional(), "the machine's clock", "an instant at which time stands still; for specifications, refused in production"),
  ID_SEED: setting(z.string().min(1).optional(), "random ids", "makes the ids of this process repeatable; for specifications, refused in production"),
} as const;

export type Settings = { readonly [Name in keyof typeof settingsTable]: z.output<(typeof settingsTable)[Name]["schema"]> };

/** Reads and checks all settings at once; throws one SettingError that names each that is wrong and what it should be. */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, { schema, purpose }] of Object.entries(settingsTable)) {
    const given = environment[name];
    const parsed = (schema as z.ZodType).safeParse(given === "" ? undefined : given);
    if (parsed.success) values[name] = parsed.data;
    else faults.push(`${name} is not usable (${parsed.error.issues[0]!.message}): ${purpose}`);
  }
  const settings = values as Settings;
  if (faults.length === 0 && settings.NODE_ENV === "production" && !settings.TOKEN_JWKS_URL) {
    faults.push("TOKEN_JWKS_URL is required with NODE_ENV=production: the development issuer gives tokens to anybody");
  }
  if (settings.NODE_ENV === "production" && (settings.FIXED_CLOCK || settings.ID_SEED)) faults.push("FIXED_CLOCK and ID_SEED are for specifications: leave them out with NODE_ENV=production");
  if (faults.length > 0) throw new SettingError(faults.join("; "));
  return settings;
}

/** The environment for a process that this one starts: its own with some settings changed. */
export function inheritedEnvironment(changed: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...process.env, ...changed };
}

export function describeSettings(): string {
  const rows = Object.entries(settingsTable).map(([name, { purpose, fallback }]) => ({ name, purpose, fallback }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, purpose, fallback }) => `  ${name.padEnd(width)}  ${purpose} (default: ${fallback})`).join("\n");
}
