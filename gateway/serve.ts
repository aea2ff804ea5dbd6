import { subgraphNames } from "../kernel/subgraph/definition";

/** `npm run serve -- <part>`: starts one part as a process of its own. */
const parts: Record<string, () => void> = {
  ...Object.fromEntries(subgraphNames.map((name) => [name, () => void require(`../subgraphs/${name}/main`)])),
  gateway: () => void require("./federated/main"),
};

const part = process.argv[2] ?? "";
if (Object.hasOwn(parts, part)) parts[part]!();
else {
  process.stderr.write(`Name the part to serve: npm run serve -- ${Object.keys(parts).join("|")}\n`);
  process.exit(1);
}
