import { callerWith } from "../../kernel/auth/caller";
import { generateSigningKey, publicKeysOf } from "../../kernel/auth/keys";
import { createDevelopmentIssuer, createTokenVerifier } from "../../kernel/auth/tokens";
import { createLogger, type Logger } from "../../kernel/logging/logging";
import { systemClock } from "../../kernel/time/time";
import type { Graph } from "../../gateway/graph";
import { createServer } from "../../gateway/server/server";
import { defaultEdgeSettings, type EdgeSettings } from "../../gateway/server/settings";

const settings: EdgeSettings = {
  ...defaultEdgeSettings,
  port: 0,
  // Every request is priced and charged as ever; the bench only has a purse that its speed does not empty.
  cost: { ...defaultEdgeSettings.cost, budget: 1e12, restoreRate: 1e12 },
};

/** The product's public edge with all that a deployed one does: tokens, limits, cost, log lines. */
export async function serveEdge(open: (logger: Logger) => Promise<Graph>): Promise<void> {
  const tokens = { issuer: "https://bench.invalid", audience: "bench", clock: systemClock };
  const key = generateSigningKey("bench");
  const logger = createLogger("info");
  const verifier = createTokenVerifier({ ...tokens, keys: publicKeysOf([key]) });
  const server = createServer({ graph: await open(logger), verifier, settings, logger, clock: systemClock });
  await server.listen();
  const token = await createDevelopmentIssuer(key, tokens).issue(callerWith({ subject: "bench", roles: ["ANALYST"] }), 3_600);
  process.send!({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${token}` } });
}
