import type { LoopCandidate } from "../harness/candidate";
import { startLoop } from "../harness/processes";

export const limitExecutor: LoopCandidate = {
  kind: "loop",
  name: "limit-executor",
  about: "one merged schema, graphql-jit, no HTTP",
  start: () => startLoop("limit-executor"),
};
