import type { HttpCandidate } from "../harness/candidate";
import { httpServer, startServer } from "../harness/processes";

export const fusedRaw: HttpCandidate = {
  kind: "http",
  name: "fused-raw",
  about: "the product's executor alone, fused, behind the limit's raw http",
  start: async () => httpServer(await startServer("fused-raw")),
};
