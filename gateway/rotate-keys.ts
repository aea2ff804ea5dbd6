import { Command } from "commander";
import { describeSettings, readSettings, type Settings } from "../kernel/config/settings";
import { openDatabase } from "../kernel/database/database";
import { assertKeyringFits } from "../kernel/personal/keyring-fits.queries";
import { rotateKeys } from "../kernel/personal/rotate.queries";
import { UnsealError } from "../kernel/personal/sealing";
import { databaseOf } from "../kernel/process/addresses";
import { keyringOf } from "../kernel/process/personal-keys";
import { explain } from "../kernel/process/run";
import { databaseDefinitionOf } from "../kernel/subgraph/open";
import { definitions } from "./definitions";

/** `npm run rotate-keys`: seals all personal data under the keyring's current key, so that older keys can be taken out of it. */
new Command("npm run rotate-keys")
  .description("Seals all personal data anew under the current key of PERSONAL_KEYS. The graph may serve meanwhile, if its processes were started with the new key; stopped, it goes on where it stood.")
  .addHelpText("after", `\nSettings, from the environment:\n${describeSettings()}`)
  .parse();

Promise.resolve().then(() => rotate(readSettings())).catch((error: unknown) => {
  process.stderr.write(`${error instanceof UnsealError ? error.message : explain(error)}\n`);
  process.exitCode = 1;
});

async function rotate(settings: Settings): Promise<void> {
  const keyring = keyringOf(settings);
  for (const definition of definitions) {
    if (!definition.sealed) continue;
    const database = await openDatabase(databaseDefinitionOf(definition), databaseOf(settings));
    try {
      await assertKeyringFits(database, keyring);
      const { resealed } = await rotateKeys(database, keyring, definition.sealed);
      process.stdout.write(`${definition.name}: ${resealed} values sealed anew; all lie under the key "${keyring.current}" now\n`);
    } finally {
      await database.close();
    }
  }
}
