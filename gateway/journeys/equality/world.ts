import { settled } from "../../../kernel/events/settled";
import { administrator, requestBy } from "../../../kernel/testing/requests";
import { plusMilliseconds } from "../../../kernel/time/time";
import { activityWorld } from "../../../subgraphs/activity/world";
import { orgWorld, RegionKind, RegionLevel } from "../../../subgraphs/org/world";
import { pointsWorld } from "../../../subgraphs/points/world";
import { idNumberAt, volunteerWorld } from "../../../subgraphs/volunteer/world";
import type { FusedSubgraphs } from "../../fused/open";
import type { Pools } from "./pools";
import { holdSessions } from "./service";

interface Row {
  readonly id: string;
}

/** What the operations can name, and who is who. The same seeds give the same world, so twins compare equal. */
export interface World {
  readonly pools: Pools;
  readonly center: string;
  readonly institute: string;
  readonly station: string;
  readonly volunteers: readonly string[];
}

/** The day on which the twins' clocks stand still. */
export const twinInstant = "2026-03-02T01:00:00.000000Z";

const hour = 3_600_000;
const day = 24 * hour;

/** People whom the operations may register: many, because each can be once. */
const newPeople = Array.from({ length: 200 }, (_, index) => idNumberAt(10_000 + index));
const phones = ["13800138000", "+86 139 0013 9000", "0453-3922000", "110"];

/** Two counties on their real divisions, with people, activities and accounts: small, but of every relation there is more than one. */
export async function buildWorld({ byName, all }: Pick<FusedSubgraphs, "byName" | "all">): Promise<World> {
  const request = requestBy(administrator, "zh");
  const sites = await foundSites(orgWorld(byName.org, request));
  await settled(all);
  const people = await registerPeople(volunteerWorld(byName.volunteer, request), sites);
  const activities = await publishActivities(activityWorld(byName.activity, request), sites);
  await settled(all);
  const accounts = pointsWorld(byName.points, request);
  const opened: Row[] = [];
  for (const [index, person] of people.slice(0, 14).entries()) {
    opened.push(await accounts.opened(person, sites.suifenhe, `${index * 7}.79`));
    if (index % 3 === 0) opened.push(await accounts.opened(person, sites.stations[index % sites.stations.length]!, "30"));
  }
  await settled(all);
  const service = await holdSessions({ byName, all }, twinInstant, { center: sites.suifenhe, station: sites.stations[1]!, people, activities });
  const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);
  return {
    pools: {
      ids: {
        Region: ids(sites.regions),
        PracticeSite: ids([sites.suifenhe, sites.guiding, ...sites.institutes, ...sites.stations, ...sites.spots, ...sites.merged]),
        Volunteer: ids(people),
        Activity: [...ids(activities), service.lasting],
        PointsAccount: ids(opened),
        ...service.pools,
      },
      siblings: [ids(sites.stations.slice(0, 4)), ids(sites.stations.slice(4)), ids(sites.spots), ids(sites.institutes.slice(0, 2))],
      texts: { code: sites.regions.flatMap(({ code }) => (code === null ? [] : [code])), volunteerNumber: people.map(({ volunteerNumber }) => volunteerNumber), idNumber: newPeople, phone: phones },
      cursors: {},
    },
    center: sites.suifenhe.id,
    institute: sites.institutes[0]!.id,
    station: sites.stations[1]!.id,
    volunteers: ids(people),
  };
}

type Sites = Awaited<ReturnType<typeof foundSites>>;

async function foundSites(org: ReturnType<typeof orgWorld>) {
  await org.register();
  const [county, otherCounty] = [await org.region("231081"), await org.region("522723")];
  const suifenhe = await org.center("绥芬河市新时代文明实践中心", { foundedOn: "2019-10-01", regionIds: [county.id] });
  const guiding = await org.center("贵定县新时代文明实践中心", { label: "文明实践基地", regionIds: [otherCounty.id] });
  const townships = (await org.regionsBelow(county)).slice(0, 2);
  const [institutes, stations, localities] = [[] as (typeof suifenhe)[], [] as (typeof suifenhe)[], [] as typeof townships];
  for (const township of townships) {
    const institute = await org.institute(`${township.name}新时代文明实践所`, suifenhe, { regionIds: [township.id] });
    institutes.push(institute);
    for (const locality of (await org.regionsBelow(township)).slice(0, 4)) {
      localities.push(locality);
      stations.push(await org.station(`${locality.name}新时代文明实践站`, institute, { foundedOn: "2020-03-01", regionIds: [locality.id] }));
    }
  }
  institutes.push(await org.institute("城关新时代文明实践所", guiding));
  const uncoded = await org.uncodedRegion("菜营村", townships[0]!, RegionLevel.VILLAGE, RegionKind.VILLAGERS_COMMITTEE);
  const spots = [await org.spot("市图书馆新时代文明实践点", suifenhe), await org.spot("国门景区新时代文明实践点", suifenhe), await org.spot("青云市场新时代文明实践点", stations[0]!, { foundedOn: "2021-05-01" })];
  // A site of the past with its successor: what it held still names it.
  const joined = [await org.station("建西社区实践站", institutes[0]!), await org.station("建西村实践站", institutes[0]!, { regionIds: [uncoded.id] })];
  const successor = await org.merged("建西联合实践站", joined, "2022-06-01");
  const province = await org.region("23");
  return { suifenhe, guiding, institutes, stations, spots, merged: [...joined, successor], regions: [county, otherCounty, province, ...townships, ...localities, uncoded] };
}

async function registerPeople(world: ReturnType<typeof volunteerWorld>, { stations, spots, merged, suifenhe }: Sites) {
  const homes = [...stations, suifenhe, spots[0]!, merged[2]!];
  const people = [];
  for (let index = 0; index < 22; index++) people.push(await world.registered(`${[..."王李张刘陈杨"][index % 6]!}${["桂兰", "建国", "雪"][index % 3]!}`, homes[index % homes.length]!, { phone: index % 3 === 0 ? null : phones[index % 3] }));
  await world.transferred(people[3]!, stations[0]!);
  await world.renamed(people[4]!, "欧阳文静");
  return people;
}

async function publishActivities(world: ReturnType<typeof activityWorld>, { suifenhe, institutes, stations, spots, merged }: Sites) {
  const places = [...stations, ...institutes, suifenhe, spots[1]!, merged[2]!];
  const published = [];
  for (let index = 0; index < 30; index++) {
    const hosts = Array.from({ length: 1 + (index % 3) }, (_, offset) => places[(index + offset * 5) % places.length]!);
    const startsAt = plusMilliseconds(twinInstant, (index - 12) * day + (index % 5) * hour);
    published.push(await world.published(`活动 ${index}`, hosts, { kind: ["文艺", "理论宣讲", "环境整治"][index % 3]!, summary: index % 2 ? "欢迎参加" : null, startsAt, endsAt: plusMilliseconds(startsAt, 2 * hour) }));
  }
  await world.cancelled(published[20]!, "大雪");
  await world.rescheduled(published[21]!, plusMilliseconds(twinInstant, 40 * day), plusMilliseconds(twinInstant, 40 * day + hour));
  return published;
}
