import { MigrationExecutor, type DataSource, type MigrationInterface, type QueryRunner } from "typeorm";
import { columnTypes, type ColumnTypes } from "./column-types";
import type { DatabaseDefinition, Engine } from "./database";
import { DatabaseError } from "./errors";
import { portableStatement } from "./table-statement";

/** Sends one statement; `CREATE TABLE` gets the checks of its columns and the table options of the engine. */
export type MigrationRunner = <Row = Record<string, unknown>>(statement: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/**
 * One step of a database's history. The class name ends in a 13-digit timestamp (CreateSites1764547200000), which orders the
 * steps. On MySQL every statement commits on its own, so a step is small.
 */
export abstract class Migration {
  abstract up(sql: MigrationRunner, types: ColumnTypes): Promise<void>;
}

type MigrationClass = new () => Migration;

/** The definition's migrations as TypeORM knows them: named alike, handed our runner and this engine's types. */
export function migrationsOf(definition: DatabaseDefinition, engine: Engine): (new () => MigrationInterface)[] {
  return definition.migrations.map((migration) => adapt(migration as MigrationClass, engine));
}

function adapt(Step: MigrationClass, engine: Engine): new () => MigrationInterface {
  if (!/\d{13}$/.test(Step.name)) throw new Error(`The migration ${Step.name} needs a name that ends in a 13-digit timestamp.`);
  return class implements MigrationInterface {
    readonly name = Step.name;

    async up(queryRunner: QueryRunner): Promise<void> {
      const sql = (statement: string, parameters?: readonly unknown[]) => queryRunner.query(portableStatement(engine, statement), parameters && [...parameters]);
      try {
        await new Step().up(sql as MigrationRunner, columnTypes(engine));
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        throw new DatabaseError({ ...error, detail: `in the migration ${Step.name}${error.detail ? `, ${error.detail}` : ""}` });
      }
    }

    async down(): Promise<void> {
      throw new Error("Migrations go forward only: undo one by writing the next.");
    }
  };
}

/** Runs what is pending on a runner that already holds the lock. */
export async function migrate(source: DataSource, runner: QueryRunner): Promise<void> {
  const executor = new MigrationExecutor(source, runner);
  // Each engine holds its own lock around the whole, so TypeORM begins no transaction of its own.
  executor.transaction = "none";
  await executor.executePendingMigrations();
}
