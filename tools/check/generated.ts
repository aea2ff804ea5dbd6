import { folder, generatedFiles } from "../schema/generate";
import type { Check } from "./check";
import { filesOfTree, hasFile, readFile } from "./tree";

export const generated: Check = {
  name: "schema",
  mend: "`npm run schema`",
  async find() {
    const files = await generatedFiles();
    const stale = [...files].flatMap(([path, text]) => (hasFile(path) && readFile(path) === text ? [] : [`${path} is not what the code says`]));
    const left = filesOfTree().filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".graphql") && !files.has(path));
    return [...stale, ...left.map((path) => `${path} belongs to no subgraph`)];
  },
};
