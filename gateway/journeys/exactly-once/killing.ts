import { setTimeout as pause } from "node:timers/promises";
import { processNames, type ProcessName } from "../../../kernel/process/keys";
import type { Processes } from "../../testing/processes";
import type { Random } from "../equality/random";
import type { County } from "./county";
import type { Observed } from "./observed";

/** A process that ended while a session was part-settled: settled in activity, and not yet all of it decided in points. */
export interface Kill {
  readonly victim: ProcessName;
  readonly partSettled: number;
}

export interface Run {
  readonly kills: readonly Kill[];
  /** Ends of a process that came when all was done, and so prove nothing. */
  readonly missed: number;
}

const longestDelayMilliseconds = 25;
const settle = "mutation Settle($input: SettleSessionInput!) { settleSession(input: $input) { session { id } userErrors { code } } }";

/** Settles a county's sessions, a few at a time, and kills a process in the middle of each few until there were `wanted` kills that hit. */
export class Killing {
  private readonly answers: Promise<void>[] = [];
  private readonly kills: Kill[] = [];
  private missed = 0;

  constructor(
    private readonly county: County,
    private readonly processes: Processes,
    private readonly observed: Observed,
    private readonly random: Random,
    private readonly authorization: string,
  ) {}

  async run(wanted: number): Promise<Run> {
    const { sessions } = this.county;
    const few = Math.max(1, Math.floor(sessions.length / (2 * wanted)));
    for (let at = 0; at < sessions.length; at += few) {
      const batch = sessions.slice(at, at + few);
      this.answers.push(...batch.map(({ id }) => this.settle(id)));
      if (this.kills.length < wanted) await this.killAmong(batch);
    }
    await Promise.all(this.answers);
    return { kills: this.kills, missed: this.missed };
  }

  private async killAmong(batch: County["sessions"]): Promise<void> {
    const ids = batch.map(({ id }) => id);
    while ((await this.observed.settledOf(ids)).length === 0) await pause(1);
    await pause(this.random.below(longestDelayMilliseconds));
    const victim = this.random.pick(processNames);
    const settled = await this.observed.settledOf(ids);
    await this.processes.kill(victim);
    // Read after the end: what is missing now was missing then.
    const decided = await this.observed.decidedBySession(settled);
    const partSettled = batch.filter(({ id, attended }) => settled.includes(id) && decided.get(id)! < attended).length;
    if (partSettled > 0) this.kills.push({ victim, partSettled });
    else this.missed++;
    await this.processes.restart(victim);
  }

  /** As a careful client does: sent again under its key until it is answered. */
  private async settle(sessionId: string): Promise<void> {
    const body = JSON.stringify({ query: settle, variables: { input: { sessionId, idempotencyKey: `settle ${sessionId}` } } });
    for (;;) {
      const answer = await this.send(body);
      if (answer?.session) return;
      if (answer?.userErrors.length) throw new Error(`a session was refused: ${JSON.stringify(answer.userErrors)}`);
      await pause(50);
    }
  }

  private async send(body: string): Promise<{ session: object | null; userErrors: object[] } | null> {
    try {
      const response = await fetch(new URL("/graphql", this.processes.url), { method: "POST", headers: { "content-type": "application/json", authorization: this.authorization }, body, signal: AbortSignal.timeout(10_000) });
      const { data } = (await response.json()) as { data?: { settleSession: { session: object | null; userErrors: object[] } | null } | null };
      return data?.settleSession ?? null;
    } catch {
      return null;
    }
  }
}
