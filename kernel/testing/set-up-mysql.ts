import { mkdir } from "node:fs/promises";
import { beginRun, runFolder, runPid } from "./environment";
import { dropSchemas, serverAddress, serverVersion } from "./mysql-server";

export default async function setUpMysql(): Promise<void> {
  beginRun();
  if ((await serverVersion()) === null) {
    throw new Error(`No MySQL or MariaDB answers at ${serverAddress()}: start one, set TEST_MYSQL_URL, or leave it out with --selectProjects sqlite.`);
  }
  await dropSchemas(runPid());
  await mkdir(runFolder(), { recursive: true });
}
