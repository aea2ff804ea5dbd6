import { exportSigningKey, generateSigningKey, publicKeysOf } from "../../kernel/auth/keys";
import { subgraphNames } from "../../kernel/subgraph/definition";
import type { HttpCandidate } from "../harness/candidate";
import { httpServer, startServer, type Address } from "../harness/processes";

export const federated: HttpCandidate = {
  kind: "http",
  name: "federated",
  about: "the product: its gateway over four subgraphs as processes, HTTP, signed",
  async start() {
    const key = generateSigningKey("gateway");
    const trusted = JSON.stringify(publicKeysOf([key]));
    const subgraphs = await Promise.all(subgraphNames.map((name) => startServer<Address>("subgraph", { BENCH_PART: name, BENCH_TRUSTED: trusted })));
    const endpoints = Object.fromEntries(subgraphNames.map((name, at) => [name, subgraphs[at]!.ready.url]));
    const gateway = await startServer<Address>("federated", { BENCH_ENDPOINTS: JSON.stringify(endpoints), BENCH_KEY: JSON.stringify(exportSigningKey(key)) });
    return httpServer(gateway, subgraphs);
  },
};
