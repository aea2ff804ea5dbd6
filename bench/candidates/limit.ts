import type { HttpCandidate } from "../harness/candidate";
import { httpServer, startServer } from "../harness/processes";

export const limit: HttpCandidate = {
  kind: "http",
  name: "limit",
  about: "one merged schema, raw http, graphql-jit",
  start: async () => httpServer(await startServer("limit")),
};
