import { rm } from "node:fs/promises";
import { runFolder } from "./environment";

export default async function tearDownSqlite(): Promise<void> {
  await rm(runFolder(), { recursive: true, force: true });
}
