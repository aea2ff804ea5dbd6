import { businessDayOf, plusDays, plusMilliseconds, startOfBusinessDay, type Instant } from "../../kernel/time/time";

const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const givenNames = ["桂兰", "建国", "秀英", "志强", "丽娟", "海波", "春梅", "国庆", "晓东", "玉芬", "立新", "雪", "文静", "德胜", "佳琪"];

/** The name of the volunteer at a place in the roll: the same in every demo world. */
export function nameAt(index: number): string {
  return `${surnames[index % surnames.length]!}${givenNames[(index * 7) % givenNames.length]!}`;
}

/** A phone number that no operator gives out, or none: one in four left it out. */
export function phoneAt(index: number): string | null {
  return index % 4 === 3 ? null : `1400000${String(index).padStart(4, "0")}`;
}

/** Three volunteers a station. */
export function peopleOf<Site>(stations: readonly Site[]): readonly Site[] {
  return stations.flatMap((station) => [station, station, station]);
}

interface Program {
  readonly title: string;
  readonly kind: string;
  readonly summary: string | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

const program = [
  { title: "红色故事会", kind: "理论宣讲", summary: "讲述红花岭抗联故事，老少同听。", hour: 9, hours: 2 },
  { title: "青春暖流 情暖童心", kind: "关爱服务", summary: "陪伴留守儿童做手工、读绘本。", hour: 14, hours: 2 },
  { title: "青年夜校：俄语入门", kind: "教育服务", summary: null, hour: 19, hours: 1.5 },
  { title: "义务理发进社区", kind: "便民服务", summary: "为行动不便的老人上门理发。", hour: 8.5, hours: 3 },
  { title: "国门广场舞教学", kind: "健身体育", summary: null, hour: 18, hours: 1 },
] as const;

const hourMilliseconds = 3_600_000;

/** Five activities a site, around the present day, none at the same time as another. */
export function programAt(siteIndex: number, now: Instant): readonly Program[] {
  const today = businessDayOf(now);
  return program.map(({ title, kind, summary, hour, hours }, index) => {
    const midnight = startOfBusinessDay(plusDays(today, ((siteIndex * 3 + index * 5) % 28) - 14));
    const startsAt = plusMilliseconds(midnight, hour * hourMilliseconds);
    return { title, kind, summary, startsAt, endsAt: plusMilliseconds(startsAt, hours * hourMilliseconds) };
  });
}
