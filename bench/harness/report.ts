import { cpus } from "node:os";
import type { Candidate } from "./candidate";
import type { Sample } from "./load";
import { median } from "./statistics";

export interface Measured { readonly candidate: Candidate; readonly samples: readonly Sample[] }
export interface Figure { readonly name: string; readonly about: string; readonly perSecond: number; readonly rounds: readonly number[]; readonly processorMicroseconds: number | null; readonly p50: number | null; readonly p99: number | null }
export interface Ratio { readonly of: string; readonly to: string; readonly ratio: number; /** The same by processor time. */ readonly byProcessor: number | null; readonly atLeast: number | null }
export interface Report { readonly node: string; readonly cores: number; readonly processor: string; readonly secondsPerRound: number; readonly figures: readonly Figure[]; readonly ratios: readonly Ratio[] }

// What the bench is run for: the ratios that hold on any machine, where requests a second do not.
const wanted: readonly { of: string; to: string; atLeast: number | null }[] = [
  { of: "fused", to: "limit", atLeast: 0.45 },
  { of: "fused", to: "apollo", atLeast: 10 },
  // The executor alone: the product's behind the same raw http as the limit's, so that nothing else differs.
  { of: "fused-raw", to: "limit", atLeast: 0.55 },
  { of: "fused-executor", to: "limit-executor", atLeast: null },
  { of: "federated", to: "apollo", atLeast: null },
  { of: "apollo", to: "limit", atLeast: null },
];

function medianOf(samples: readonly Sample[], pick: (sample: Sample) => number | undefined): number | null {
  const values = samples.map(pick).filter((value) => value !== undefined);
  return values.length === 0 ? null : median(values);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

export function reportOf(measured: readonly Measured[], secondsPerRound: number): Report {
  const figures = measured.map(({ candidate, samples }): Figure => ({
    name: candidate.name,
    about: candidate.about,
    perSecond: Math.round(median(samples.map(({ perSecond }) => perSecond))),
    rounds: samples.map(({ perSecond }) => Math.round(perSecond)),
    processorMicroseconds: rounded(medianOf(samples, ({ processorMicroseconds }) => processorMicroseconds)),
    p50: medianOf(samples, ({ p50 }) => p50),
    p99: medianOf(samples, ({ p99 }) => p99),
  }));
  const figure = (name: string) => figures.find((each) => each.name === name);
  const ratios = wanted.flatMap(({ of, to, atLeast }): Ratio[] => {
    const [above, below] = [figure(of), figure(to)];
    if (!above || !below) return [];
    const byProcessor = above.processorMicroseconds && below.processorMicroseconds ? thousandths(below.processorMicroseconds / above.processorMicroseconds) : null;
    return [{ of, to, ratio: thousandths(above.perSecond / below.perSecond), byProcessor, atLeast }];
  });
  return { node: process.version, cores: cpus().length, processor: cpus()[0]?.model ?? "unknown", secondsPerRound, figures, ratios };
}

export function printReport(report: Report): void {
  console.log(`\nNode ${report.node}, ${report.cores} cores (${report.processor}); medians of ${report.figures[0]?.rounds.length ?? 0} rounds of ${report.secondsPerRound} s\n`);
  console.log(`${"candidate".padEnd(18)}${"a second".padStart(10)}${"cpu us".padStart(9)}${"p50 ms".padStart(9)}${"p99 ms".padStart(9)}   rounds`);
  for (const { name, perSecond, processorMicroseconds, p50, p99, rounds, about } of report.figures) {
    console.log(`${name.padEnd(18)}${String(perSecond).padStart(10)}${(processorMicroseconds ?? "-").toString().padStart(9)}${(p50 ?? "-").toString().padStart(9)}${(p99 ?? "-").toString().padStart(9)}   ${rounds.join(" ")}   ${about}`);
  }
  console.log("");
  for (const { of, to, ratio, byProcessor, atLeast } of report.ratios) {
    const verdict = atLeast === null ? "" : ratio >= atLeast ? `   holds (at least ${atLeast})` : `   does not hold (at least ${atLeast})`;
    console.log(`${`${of} / ${to}`.padEnd(34)}${ratio.toFixed(3).padStart(9)}   by processor time ${(byProcessor?.toFixed(3) ?? "-").padStart(7)}${verdict}`);
  }
}
