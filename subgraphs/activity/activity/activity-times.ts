import { refuse } from "../../../kernel/errors/refusals";
import { plusMilliseconds, type Instant } from "../../../kernel/time/time";
import { activityReasons } from "./activity.reasons";

/** Longer ones are campaigns, or a year that was mistyped. */
export const maximumDays = 366;

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** When an activity can be held, or can have been held: counties also enter afterwards what took place. */
export function refuseImpossibleTimes({ startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant }): void {
  if (endsAt <= startsAt) refuse(activityReasons.activityEndsBeforeStart, "endsAt");
  if (endsAt > plusMilliseconds(startsAt, maximumDays * dayMilliseconds)) refuse(activityReasons.activityTooLong, "endsAt", { maximum: maximumDays });
}
