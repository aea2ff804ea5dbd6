import type { HttpCandidate } from "../harness/candidate";
import { startServer } from "../harness/processes";

export const limit: HttpCandidate = {
  kind: "http",
  name: "limit",
  about: "one merged schema, raw http, graphql-jit",
  async start() {
    const server = await startServer<{ url: string }>("limit");
    return { url: server.ready.url, stop: server.stop };
  },
};
