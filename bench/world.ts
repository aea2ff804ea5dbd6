// A world in memory, so that what is measured is the gateway and no database. It imports no graphql: the product and its
// peers each bring their own copy, and all of them serve these same rows.

export interface Site { readonly __typename: "PracticeSite"; readonly id: string; readonly name: string; readonly level: string }
export interface Volunteer { readonly __typename: "Volunteer"; readonly id: string; readonly volunteerNumber: string; readonly minutes: number; readonly siteId: string }
export interface Activity { readonly __typename: "Activity"; readonly id: string; readonly title: string; readonly startsAt: string }

const volunteerCount = 1000;
const siteCount = 100;
const activitiesEach = 8;
const levels = ["CENTER", "INSTITUTE", "STATION", "SPOT"];

function id(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, "0")}`;
}

const sites = new Map<string, Site>();
for (let n = 0; n < siteCount; n++) {
  sites.set(id("site", n), { __typename: "PracticeSite", id: id("site", n), name: `文明实践站 ${n}`, level: levels[n % levels.length]! });
}

const volunteers: Volunteer[] = [];
const activities = new Map<string, Activity[]>();
const points = new Map<string, number>();
for (let n = 0; n < volunteerCount; n++) {
  const volunteer = id("vol", n);
  volunteers.push({ __typename: "Volunteer", id: volunteer, volunteerNumber: `231081${String(n).padStart(6, "0")}`, minutes: n * 37, siteId: id("site", (n * 7) % siteCount) });
  points.set(volunteer, n * 13);
  activities.set(volunteer, Array.from({ length: activitiesEach }, (_, k) => ({
    __typename: "Activity", id: id("act", n * activitiesEach + k), title: `理发 ${n}-${k}`, startsAt: `2026-11-${String(1 + (k % 28)).padStart(2, "0")}T01:00:00.000000Z`,
  })));
}
const volunteersById = new Map(volunteers.map((volunteer) => [volunteer.id, volunteer]));

export const world = {
  volunteers: (from: number, first: number): readonly Volunteer[] => volunteers.slice(from, from + first),
  volunteer: (volunteer: string): Volunteer | null => volunteersById.get(volunteer) ?? null,
  site: (site: string): Site | null => sites.get(site) ?? null,
  activities: (volunteer: string, first: number): readonly Activity[] => (activities.get(volunteer) ?? []).slice(0, first),
  points: (volunteer: string): number => points.get(volunteer) ?? 0,
};
