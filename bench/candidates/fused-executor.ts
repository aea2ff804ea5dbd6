import type { LoopCandidate } from "../harness/candidate";
import { startLoop } from "../harness/processes";

export const fusedExecutor: LoopCandidate = {
  kind: "loop",
  name: "fused-executor",
  about: "the product's executor, fused, no HTTP",
  start: () => startLoop("fused-executor"),
};
