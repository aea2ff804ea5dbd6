import { callerWith } from "../../kernel/auth/caller";
import { SettingError, type Settings } from "../../kernel/config/settings";
import { settled } from "../../kernel/events/settled";
import type { GraphRequest } from "../../kernel/subgraph/context";
import { activityWorld } from "../../subgraphs/activity/world";
import { orgWorld } from "../../subgraphs/org/world";
import { pointsWorld } from "../../subgraphs/points/world";
import { volunteerWorld } from "../../subgraphs/volunteer/world";
import type { FusedSubgraphs } from "../fused/open";
import { keepDemo, type Demo } from "./demo-file";
import { foundSuifenhe } from "./suifenhe-sites";
import { nameAt, peopleOf, phoneAt, programAt } from "./suifenhe-people";

const request: GraphRequest = { caller: callerWith({ subject: "demo", roles: ["ADMINISTRATOR"] }), language: "zh", requestId: "demo" };

/** Sets up the demo world through the verbs that the API offers, and keeps who is who for the printed tokens. */
export async function seedDemo(settings: Settings, { byName, all }: FusedSubgraphs): Promise<Demo> {
  const context = byName.org.context(request);
  const org = orgWorld(byName.org, request);
  if (await org.hasSites()) throw new SettingError("The demo world was not completed, or this database serves something else. Begin anew: npm start -- --fresh");
  await org.register();
  const sites = await foundSuifenhe(org);
  await settled(all);

  const volunteers = volunteerWorld(byName.volunteer, request);
  const activities = activityWorld(byName.activity, request);
  const accounts = pointsWorld(byName.points, request);
  const people = [];
  for (const [index, site] of peopleOf(sites.stations).entries()) people.push({ person: await volunteers.registered(nameAt(index), site, { phone: phoneAt(index) }), site });
  await settled(all);
  for (const [index, { person }] of people.entries()) await accounts.opened(person, sites.center, String((index * 37) % 4000 / 100));
  for (const [index, site] of [...sites.stations, ...sites.institutes].entries()) {
    for (const { title, kind, summary, startsAt, endsAt } of programAt(index, context.clock.now())) await activities.published(title, [site], { kind, summary, startsAt, endsAt });
  }
  await settled(all);
  return keepDemo(settings, { volunteerId: people[0]!.person.id, centerId: sites.center.id, stationId: people[0]!.site.id, merchantId: context.ids.next("merchant") });
}
