import { millisecondsOf, type Clock } from "../../../kernel/time/time";
import { BoundedCache } from "../bounded-cache";
import type { CostSettings } from "../settings";

/** What one caller may still spend, true as of the moment it was opened. */
export class Budget {
  available: number;
  private at: number;

  constructor(
    private readonly settings: CostSettings,
    now: number,
  ) {
    this.available = settings.budget;
    this.at = now;
  }

  /** A clock that steps back refills nothing and takes nothing. */
  refill(now: number): void {
    this.giveBack((Math.max(0, now - this.at) / 1000) * this.settings.restoreRate);
    this.at = now;
  }

  /** Takes the cost and returns 0; or takes nothing and returns the milliseconds after which it can be afforded. */
  take(cost: number): number {
    // What costs more than a full budget is let pass by a full one: waiting longer would not help.
    const missing = Math.min(cost, this.settings.budget) - this.available;
    if (missing > 0) return (missing / this.settings.restoreRate) * 1000;
    this.available -= cost;
    return 0;
  }

  /** Gives back what was taken too much; a negative amount takes what was not foreseen. */
  giveBack(cost: number): void {
    this.available = Math.min(this.settings.budget, this.available + cost);
  }
}

/** The budgets of all callers: each refilled steadily, never above the full one. */
export class Budgets {
  private readonly known: BoundedCache<Budget>;

  constructor(
    private readonly settings: CostSettings,
    private readonly clock: Clock,
  ) {
    this.known = new BoundedCache({ count: settings.callers });
  }

  /** Once a request: the clock is read here and nowhere else. */
  open(caller: string): Budget {
    const now = millisecondsOf(this.clock.now());
    const known = this.known.get(caller);
    if (known) {
      known.refill(now);
      return known;
    }
    const budget = new Budget(this.settings, now);
    this.known.set(caller, budget);
    return budget;
  }
}
