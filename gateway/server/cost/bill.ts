import { EdgeFault } from "../edge-faults";
import type { Budget } from "./budgets";
import type { CostSettings } from "../settings";

/** `extensions.cost`: what an operation could cost at most, what it did cost, and what its caller has left. */
export interface CostReport {
  readonly requested: number;
  readonly actual: number;
  readonly throttle: { readonly available: number; readonly restoreRate: number };
}

/** To be read at all, even to be refused. */
const entry = 1;

/** What one request takes from its caller's budget: an entry, then the price of its operation, and what was too much comes back. */
export class Bill {
  private requested = entry;
  private actual = entry;

  constructor(
    private readonly budget: Budget,
    private readonly settings: CostSettings,
  ) {
    this.take(entry);
  }

  /** Before running. Throws COST_LIMIT for an operation too dear for anyone, THROTTLED for one too dear for this caller now. */
  charge(requested: number): void {
    this.requested = requested;
    if (requested > this.settings.ceiling) throw new EdgeFault("COST_LIMIT", { parameters: { requested, limit: this.settings.ceiling } });
    // The whole price at once, so that a caller who comes back when told to can afford it.
    this.budget.giveBack(entry);
    this.take(requested);
    this.actual = requested;
  }

  /** After running. */
  settle(actual: number): void {
    this.budget.giveBack(this.requested - actual);
    this.actual = actual;
  }

  report(): CostReport {
    const { requested, actual } = this;
    return { requested, actual, throttle: { available: Math.floor(this.budget.available), restoreRate: this.settings.restoreRate } };
  }

  private take(cost: number): void {
    const wait = this.budget.take(cost);
    if (wait === 0) return;
    const seconds = Math.max(1, Math.ceil(wait / 1000));
    throw new EdgeFault("THROTTLED", { parameters: { seconds }, headers: { "retry-after": String(seconds) } });
  }
}

/** Whose budget pays: the signed-in caller's, else the address's. A household owns a whole /64 of IPv6 addresses, and pays as one. */
export function payerOf(subject: string | null, address: string): string {
  if (subject !== null) return `subject ${subject}`;
  const mapped = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped) return `address ${mapped}`;
  const [head = ""] = address.split("::");
  return `network ${head.split(":").slice(0, 4).join(":")}`;
}
