import { rm } from "node:fs/promises";
import { runFolder, runPid } from "./environment";
import { dropSchemas } from "./mysql-server";

export default async function tearDownMysql(): Promise<void> {
  await dropSchemas(runPid());
  await rm(runFolder(), { recursive: true, force: true });
}
