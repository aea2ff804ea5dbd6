import type { OrgWorld } from "../../subgraphs/org/world";
import { RegionKind, RegionLevel } from "../../subgraphs/org/world";

/** 绥芬河's 村居合一: eight localities whose stations became three. */
const mergers = [
  { name: "旗苑建华联合实践站", localities: ["旗苑社区", "建华村"] },
  { name: "建西联合实践站", localities: ["建西社区", "建西村"] },
  { name: "谷盈联合实践站", localities: ["谷盈社区", "永胜村", "宽沟村", "菜营村"] },
] as const;

const spots = ["红花岭抗联小镇", "中共六大历史资料馆", "绥芬河市政务服务大厅", "绥芬河站旅客服务台", "青云市场", "市图书馆", "市文化馆", "国门景区"] as const;

export type Site = Awaited<ReturnType<OrgWorld["center"]>>;

export interface SuifenheSites {
  readonly center: Site;
  readonly institutes: readonly Site[];
  /** After the mergers. */
  readonly stations: readonly Site[];
  readonly spots: readonly Site[];
}

/** 黑龙江省绥芬河市 on its real divisions: a station for each of its 27 villages and communities and for 菜营村, which has no code, then the mergers. */
export async function foundSuifenhe(org: OrgWorld): Promise<SuifenheSites> {
  const county = await org.region("231081");
  const center = await org.center("绥芬河市新时代文明实践中心", { foundedOn: "2019-10-01", regionIds: [county.id] });
  const institutes: Site[] = [];
  const stations = new Map<string, Site>();

  for (const township of await org.regionsBelow(county)) {
    const institute = await org.institute(`${township.name}新时代文明实践所`, center, { foundedOn: "2019-11-01", regionIds: [township.id] });
    institutes.push(institute);
    const localities = await org.regionsBelow(township);
    if (township.name === "阜宁镇") localities.push(await org.uncodedRegion("菜营村", township, RegionLevel.VILLAGE, RegionKind.VILLAGERS_COMMITTEE));
    for (const locality of localities) {
      const name = locality.name.replace(/(居)?委会$/, "");
      stations.set(name, await org.station(`${name}新时代文明实践站`, institute, { foundedOn: "2020-03-01", regionIds: [locality.id] }));
    }
  }
  for (const { name, localities } of mergers) {
    const merged = await org.merged(name, localities.map((locality) => stations.get(locality)!), "2022-06-01");
    for (const locality of localities) stations.delete(locality);
    stations.set(name, merged);
  }
  const founded: Site[] = [];
  for (const name of spots) founded.push(await org.spot(`${name}新时代文明实践点`, center, { foundedOn: "2021-05-01" }));
  return { center, institutes, stations: [...stations.values()], spots: founded };
}
