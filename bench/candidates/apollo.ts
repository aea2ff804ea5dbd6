import type { HttpCandidate } from "../harness/candidate";
import { httpServer, startServer, type Address } from "../harness/processes";
import { parts } from "../parts";

export const apollo: HttpCandidate = {
  kind: "http",
  name: "apollo",
  about: "Apollo Gateway 2.14 over four Apollo Server subgraphs, HTTP",
  async start() {
    const subgraphs = await Promise.all(parts.map(async ({ name }) => {
      const server = await startServer<Address>("apollo-subgraph", { BENCH_PART: name });
      return { name, server };
    }));
    const addresses = subgraphs.map(({ name, server }) => ({ name, url: server.ready.url }));
    const gateway = await startServer<Address>("apollo-gateway", { BENCH_SUBGRAPHS: JSON.stringify(addresses) });
    return httpServer(gateway, subgraphs.map(({ server }) => server));
  },
};
