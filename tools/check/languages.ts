import "reflect-metadata";
import { join } from "node:path";
import { faultCodes, faultText } from "../../kernel/errors/codes";
import { allReasons } from "../../kernel/errors/refusals";
import type { Check } from "./check";
import { filesOfTree, root } from "./tree";

const chinese = /\p{Script=Han}/u;

function places(text: string): string {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort().join(" ");
}

/** Why a pair of messages cannot serve readers of both languages; null when it can. */
export function languageFault(zh: string, en: string): string | null {
  if (zh.trim() === "" || en.trim() === "") return "lacks one language";
  if (!chinese.test(zh)) return `its Chinese message holds no Chinese: "${zh}"`;
  if (chinese.test(en)) return `its English message holds Chinese: "${en}"`;
  if (places(zh) !== places(en)) return `its messages do not fill the same places: ${places(zh) || "none"} and ${places(en) || "none"}`;
  return null;
}

export const languages: Check = {
  name: "languages",
  mend: "write the message in both languages where the code or reason is defined, then `npm run check -- languages`",
  async find() {
    for (const path of filesOfTree().filter((file) => /\.reasons\.ts$/.test(file))) require(join(root, path));
    const messages = [...faultCodes.map((code) => [code, faultText(code)] as const), ...allReasons()];
    return messages.flatMap(([name, { zh, en }]) => {
      const fault = languageFault(zh, en);
      return fault ? [`${name}: ${fault}`] : [];
    });
  },
};
