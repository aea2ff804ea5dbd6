import { inProcessPeer } from "../../kernel/events/peers";
import type { Clock } from "../../kernel/time/time";
import type { IdFactory } from "../../kernel/ids/ids";
import type { Logger } from "../../kernel/logging/logging";
import type { Keyring } from "../../kernel/personal/keyring";
import type { DatabaseSettings } from "../../kernel/database/database";
import type { ConsumerSettings } from "../../kernel/events/follower";
import type { RelaySettings } from "../../kernel/events/relay";
import type { SubgraphDefinition, SubgraphName } from "../../kernel/subgraph/definition";
import { openSubgraph, type Subgraph } from "../../kernel/subgraph/open";
import { createNodeSubgraph } from "../node/node-subgraph";
import type { Graph } from "../graph";
import { fuse } from "./fuse";

export interface FusedSettings {
  readonly database: DatabaseSettings;
  readonly clock: Clock;
  /** Each subgraph makes its own ids. */
  readonly idsOf: (name: SubgraphName) => IdFactory;
  readonly logger: Logger;
  /** Under which the personal data of all of them is sealed. */
  readonly keyring: Keyring;
  readonly consuming?: Partial<ConsumerSettings>;
  readonly relaying?: Partial<RelaySettings>;
}

export interface FusedSubgraphs {
  readonly byName: Readonly<Record<SubgraphName, Subgraph>>;
  readonly all: readonly Subgraph[];
  graph(apiSdl: string): Graph;
  start(): void;
  close(): Promise<void>;
}

/** All subgraphs in this process, each with its own database, hearing of the others only through their feeds. */
export async function openFused(definitions: readonly SubgraphDefinition[], settings: FusedSettings): Promise<FusedSubgraphs> {
  const { database, clock, idsOf, logger, keyring, consuming, relaying } = settings;
  const opened = await Promise.allSettled(
    definitions.map((definition) =>
      openSubgraph(definition, { database, clock, ids: idsOf(definition.name), logger, keyring, consuming, relaying, peer: (name) => inProcessPeer(() => byName[name as SubgraphName].feed) }),
    ),
  );
  const all = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = opened.find((result) => result.status === "rejected");
  if (failed) {
    await Promise.all(all.map((subgraph) => subgraph.close()));
    throw failed.reason;
  }
  const byName = Object.fromEntries(all.map((subgraph) => [subgraph.name, subgraph])) as Record<SubgraphName, Subgraph>;
  return {
    byName,
    all,
    graph: (apiSdl) => fuse({ apiSdl, subgraphs: all, nodeSubgraph: createNodeSubgraph(definitions) }),
    start: () => all.forEach((subgraph) => subgraph.start()),
    async close() {
      await Promise.all(all.map((subgraph) => subgraph.close()));
    },
  };
}
