import type { Language } from "../../kernel/errors/codes";
import type { Bill } from "./cost/bill";
import type { PreparedOperation } from "./documents";

/** What one request has shown of itself so far: for its line in the log, and for its answer if something goes wrong. */
export interface Exchange {
  readonly language: Language;
  bill?: Bill;
  operation?: PreparedOperation | undefined;
  signedIn?: boolean;
  codes?: readonly string[];
}

declare module "fastify" {
  interface FastifyRequest {
    exchange: Exchange;
  }
}
