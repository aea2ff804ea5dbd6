import { settled } from "../../kernel/events/settled";
import type { SubgraphName } from "../../kernel/subgraph/definition";
import type { Subgraph } from "../../kernel/subgraph/open";
import { administrator, requestBy } from "../../kernel/testing/requests";
import { activityWorld } from "../../subgraphs/activity/world";
import { orgWorld } from "../../subgraphs/org/world";
import { pointsWorld } from "../../subgraphs/points/world";
import { volunteerWorld } from "../../subgraphs/volunteer/world";
import type { ClientAnswer, PublicGraph } from "./served-graph";

export interface OneOfEach {
  readonly site: string;
  readonly volunteer: string;
  readonly activity: string;
  readonly account: string;
}

/** A site, a volunteer, an activity and an account: something to lose in every subgraph. */
export async function oneOfEach(byName: Readonly<Record<SubgraphName, Subgraph>>): Promise<OneOfEach> {
  const request = requestBy(administrator);
  const all = Object.values(byName);
  const site = await orgWorld(byName.org, request).center("绥芬河市新时代文明实践中心");
  await settled(all);
  const volunteer = await volunteerWorld(byName.volunteer, request).registered("王秀英", site);
  const activity = await activityWorld(byName.activity, request).published("红色故事会", [site], { startsAt: "2035-01-01T01:00:00.000000Z", endsAt: "2035-01-01T02:00:00.000000Z" });
  await settled(all);
  const account = await pointsWorld(byName.points, request).opened(volunteer, site, "7.79");
  await settled(all);
  return { site: site.id, volunteer: volunteer.id, activity: activity.id, account: account.id };
}

const document = `query ($site: ID!, $volunteer: ID!, $activity: ID!, $account: ID!) {
  site(id: $site) { name activities { nodes { title } } volunteers { nodes { name } } pointsAccounts { nodes { balance } } }
  volunteer(id: $volunteer) { id site { name } pointsAccounts { nodes { balance } } }
  activity(id: $activity) { title hosts { name } }
  pointsAccount(id: $account) { balance holder { id name } site { name } }
  node(id: $volunteer) { id ... on Volunteer { name } }
  viewer { subject }
}`;

/** Asks every subgraph for its own and for what it knows of the others' things. */
export function askForAll(graph: PublicGraph, ids: OneOfEach): Promise<ClientAnswer> {
  return graph.ask(document, { ...ids }, administrator);
}

/** What each subgraph takes along when it is lost: the place that becomes null, and the place of the error where that is another one. */
const takenAlong: Readonly<Record<SubgraphName, readonly (readonly [string, string?])[]>> = {
  org: [["site"], ["volunteer.site", "volunteer.site.name"], ["activity.hosts", "activity.hosts.name"], ["pointsAccount.site", "pointsAccount.site.name"]],
  volunteer: [["volunteer"], ["site.volunteers"], ["pointsAccount.holder.name"], ["node"]],
  activity: [["activity"], ["site.activities"]],
  points: [["pointsAccount"], ["site.pointsAccounts"], ["volunteer.pointsAccounts"]],
};

/** The whole answer without what these subgraphs have to say. */
export function without(whole: ClientAnswer, ...lost: readonly SubgraphName[]): Pick<ClientAnswer, "data" | "faults"> {
  const data = structuredClone(whole.data) as Record<string, any>;
  const taken = lost.flatMap((name) => takenAlong[name]);
  for (const [place] of taken) {
    const steps = place.split(".");
    const parent = steps.slice(0, -1).reduce<Record<string, any> | null>((at, step) => (at && at[step]) as Record<string, any> | null, data);
    if (parent) parent[steps.at(-1)!] = null;
  }
  const told = taken.filter(([place]) => !taken.some(([above]) => place.startsWith(`${above}.`)));
  return { data, faults: told.map(([place, error = place]) => `SUBGRAPH_UNAVAILABLE ${error}`).sort() };
}
