import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SettingError, type Settings } from "../../kernel/config/settings";
import { eraseDatabase } from "../../kernel/database/erase";
import { makeFolder } from "../../kernel/database/folder";
import { databaseOf } from "../../kernel/process/addresses";
import type { SubgraphDefinition } from "../../kernel/subgraph/definition";

/** Who is who in the demo world, so that printed tokens fit its people after a restart too. */
const demo = z.object({ volunteerId: z.string(), centerId: z.string(), stationId: z.string(), merchantId: z.string() });

export type Demo = z.infer<typeof demo>;

const fileIn = (settings: Settings): string => join(settings.DATA_DIR, "demo.json");

/** Null when no demo world was completed here. */
export function findDemo(settings: Settings): Demo | null {
  let text: string;
  try {
    text = readFileSync(fileIn(settings), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const parsed = demo.safeParse(jsonOf(text));
  if (!parsed.success) throw new SettingError(`${fileIn(settings)} cannot be read. Begin anew: npm start -- --fresh`);
  return parsed.data;
}

/** Written last: its presence says that the demo world is whole. */
export function keepDemo(settings: Settings, people: Demo): Demo {
  makeFolder(settings.DATA_DIR);
  writeFileSync(fileIn(settings), JSON.stringify(people));
  return people;
}

export async function eraseWorld(settings: Settings, definitions: readonly SubgraphDefinition[]): Promise<void> {
  rmSync(fileIn(settings), { force: true });
  for (const { name } of definitions) await eraseDatabase(name, databaseOf(settings));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
