import { millisecondsOf, type Clock } from "../../../kernel/time/time";
import { BoundedCache } from "../bounded-cache";
import type { CostSettings } from "../settings";

interface Budget {
  available: number;
  /** When `available` was true. */
  at: number;
}

/** What each caller may still spend: refilled steadily, never above the full budget. */
export class Budgets {
  private readonly known: BoundedCache<Budget>;

  constructor(
    private readonly settings: CostSettings,
    private readonly clock: Clock,
  ) {
    this.known = new BoundedCache({ count: settings.callers });
  }

  available(caller: string): number {
    return Math.floor(this.of(caller).available);
  }

  /** Takes the cost and returns 0; or takes nothing and returns the milliseconds after which it can be afforded. */
  take(caller: string, cost: number): number {
    const budget = this.of(caller);
    // What costs more than a full budget is let pass by a full one: waiting longer would not help.
    const missing = Math.min(cost, this.settings.budget) - budget.available;
    if (missing > 0) return (missing / this.settings.restoreRate) * 1000;
    budget.available -= cost;
    return 0;
  }

  /** Gives back what was taken too much; a negative amount takes what was not foreseen. */
  giveBack(caller: string, cost: number): void {
    const budget = this.of(caller);
    budget.available = Math.min(this.settings.budget, budget.available + cost);
  }

  private of(caller: string): Budget {
    const now = millisecondsOf(this.clock.now());
    let budget = this.known.get(caller);
    if (!budget) {
      budget = { available: this.settings.budget, at: now };
      this.known.set(caller, budget);
    }
    // A clock that steps back refills nothing and takes nothing.
    const refilled = (Math.max(0, now - budget.at) / 1000) * this.settings.restoreRate;
    budget.available = Math.min(this.settings.budget, budget.available + refilled);
    budget.at = now;
    return budget;
  }
}
