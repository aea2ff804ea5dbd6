import type { Logger } from "typeorm";

/** TypeORM would print statements with their parameters; what matters of a failure is in the error that is thrown. */
export const silent: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
