import type { HttpCandidate } from "../harness/candidate";
import { httpServer, startServer } from "../harness/processes";

export const fused: HttpCandidate = {
  kind: "http",
  name: "fused",
  about: "the product: its gateway, fused, with tokens, limits, cost and log",
  start: async () => httpServer(await startServer("fused")),
};
