import { signatureHeader, signRequest } from "../../kernel/auth/signing";
import type { Settings } from "../../kernel/config/settings";
import { addressOf } from "../../kernel/process/addresses";
import { signingKeyOf } from "../../kernel/process/keys";
import { publicScalars } from "../../kernel/scalars/scalars";
import { subgraphNames } from "../../kernel/subgraph/definition";
import type { Clock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import type { Graph } from "../graph";
import { createNodeSubgraph } from "../node/node-subgraph";
import { apiSdl, supergraphSdl } from "../schema-files";
import { federate } from "./federate";

/** The graph over subgraphs that answer elsewhere, at the addresses and with the key of the settings. */
export function openFederated(settings: Settings, clock: Clock): Graph {
  const key = signingKeyOf(settings, "gateway");
  return federate({
    supergraphSdl: supergraphSdl(),
    apiSdl: apiSdl(),
    endpoints: Object.fromEntries(subgraphNames.map((name) => [name, addressOf(settings, name)])),
    sign: async (audience, body, caller) => ({ [signatureHeader]: await signRequest(key, { audience, body, caller, clock }) }),
    nodeSubgraph: createNodeSubgraph(definitions),
    scalars: publicScalars,
    timeoutMilliseconds: settings.SUBGRAPH_TIMEOUT_MS,
  });
}
