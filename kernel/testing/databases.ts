import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { openDatabase, type Database, type DatabaseDefinition, type DatabaseSettings, type Engine } from "../database/database";
import { environment, runFolder, runSchemaPrefix } from "./environment";
import { takeSchema } from "./mysql-schemas";
import { urlFor } from "./mysql-server";

declare global {
  var practiceGraphEngine: Engine | undefined;
}

const workerFolder = () => path.join(runFolder(), `worker-${environment.worker}`);
const testPoolSize = 5;

/** The database of the jest project that runs. */
export function currentEngine(): Engine {
  if (!globalThis.practiceGraphEngine) throw new Error("Only jest knows which database it runs on.");
  return globalThis.practiceGraphEngine;
}

/** For what only one engine has, such as a deadlock; on the other one there is nothing to run. A file of nothing else is named in jest.config.cjs. */
export function describeOn(engine: Engine, title: string, body: () => void): void {
  if (currentEngine() === engine) describe(title, body);
}

/**
 * A migrated database without rows but those that migrations insert, on the current project's engine. It closes by itself:
 * after the test that opened it, or after the file when a beforeAll did.
 */
export async function testDatabase(definition: DatabaseDefinition): Promise<Database> {
  const { settings, release } = currentEngine() === "sqlite" ? await copyTemplate(definition) : await takeMysql(definition);
  return closesByItself(await openDatabase(definition, settings), release);
}

/** A place of its own for what opens its databases itself, such as a process that a specification starts. */
export async function testDatabaseSettings(): Promise<DatabaseSettings> {
  const folder = await newFolder();
  if (currentEngine() === "sqlite") return { engine: "sqlite", directory: folder, synchronous: "OFF" };
  const unique = path.basename(folder).replaceAll(/\W/g, "");
  return { engine: "mysql", url: urlFor(`${runSchemaPrefix()}${environment.worker}_${unique}`), poolSize: testPoolSize };
}

async function newFolder(): Promise<string> {
  await mkdir(workerFolder(), { recursive: true });
  return mkdtemp(path.join(workerFolder(), "d"));
}

interface Place {
  readonly settings: DatabaseSettings;
  release(): void;
}

/** Migrates once for a worker and copies the file from then on. */
async function copyTemplate(definition: DatabaseDefinition): Promise<Place> {
  const template = path.join(workerFolder(), `template-${fingerprint(definition)}`);
  const file = `${definition.name}.sqlite`;
  if (!existsSync(path.join(template, file))) {
    await (await openDatabase(definition, { engine: "sqlite", directory: template, synchronous: "OFF" })).close();
  }
  const directory = await newFolder();
  await copyFile(path.join(template, file), path.join(directory, file));
  return { settings: { engine: "sqlite", directory, synchronous: "OFF" }, release: () => undefined };
}

async function takeMysql(definition: DatabaseDefinition): Promise<Place> {
  const { prefix, release } = await takeSchema(definition, fingerprint(definition));
  return { settings: { engine: "mysql", url: urlFor(prefix), poolSize: testPoolSize }, release };
}

/** Two definitions of one name, in different specifications, are different databases. */
function fingerprint({ name, migrations }: DatabaseDefinition): string {
  return createHash("sha256").update([name, ...migrations.map((migration) => migration.name + migration.toString())].join()).digest("hex").slice(0, 8);
}

const openInTest = new Set<Database>();
const openInFile = new Set<Database>();
let insideTest = false;

beforeEach(() => {
  insideTest = true;
});

afterEach(async () => {
  insideTest = false;
  await closeAll(openInTest);
});

afterAll(() => closeAll(openInFile));

async function closeAll(databases: Set<Database>): Promise<void> {
  await Promise.all([...databases].map((database) => database.close()));
}

function closesByItself(database: Database, release: () => void): Database {
  const open = insideTest ? openInTest : openInFile;
  const close = database.close.bind(database);
  open.add(database);
  database.close = async () => {
    await close();
    if (open.delete(database)) release();
  };
  return database;
}
