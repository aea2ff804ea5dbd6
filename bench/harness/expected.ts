import { pages } from "../query";
import { world } from "../world";

// The answer worked out by hand from the world, not by any of the candidates.
export function expectedAnswer(page: number): unknown {
  const { from, first, activities } = pages[page]!;
  return {
    volunteers: world.volunteers(from, first).map(({ id, volunteerNumber, minutes, siteId }) => {
      const site = world.site(siteId)!;
      return {
        id, volunteerNumber, minutes,
        site: { id: site.id, name: site.name, level: site.level },
        activities: world.activities(id, activities).map((activity) => ({ id: activity.id, title: activity.title, startsAt: activity.startsAt })),
        points: world.points(id),
      };
    }),
  };
}
