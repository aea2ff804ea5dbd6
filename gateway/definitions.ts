import type { SubgraphDefinition } from "../kernel/subgraph/definition";
import { activity } from "../subgraphs/activity/subgraph";
import { org } from "../subgraphs/org/subgraph";
import { points } from "../subgraphs/points/subgraph";
import { volunteer } from "../subgraphs/volunteer/subgraph";

/** The subgraphs of the graph. */
export const definitions: readonly SubgraphDefinition[] = [org, volunteer, activity, points];
