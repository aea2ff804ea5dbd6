import { isDeepStrictEqual } from "node:util";
import type { Candidate, HttpServer, Loop } from "./candidate";
import { expectedAnswer } from "./expected";
import { assertAnswers, measureHttp, measureLoop, type Sample } from "./load";

const warmUpSeconds = 3;

export interface Runner { readonly candidate: Candidate; readonly samples: readonly Sample[]; round(seconds: number): Promise<number>; stop(): Promise<void> }

interface Subject { check(): Promise<void>; measure(seconds: number): Promise<Sample>; stop(): Promise<void> }

function httpSubject(server: HttpServer): Subject {
  return {
    check: () => assertAnswers(server, expectedAnswer),
    measure: (seconds) => measureHttp(server, seconds),
    stop: () => server.stop(),
  };
}

function loopSubject(loop: Loop): Subject {
  return {
    async check() {
      const { answer } = await loop.run(0.01);
      const data = (JSON.parse(JSON.stringify(answer)) as { data: unknown }).data;
      if (!isDeepStrictEqual(data, expectedAnswer(0))) throw new Error(`a wrong answer: ${JSON.stringify(answer).slice(0, 500)}`);
    },
    measure: (seconds) => measureLoop(loop, seconds),
    stop: () => loop.stop(),
  };
}

async function named<Result>(candidate: Candidate, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${candidate.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

export async function startRunner(candidate: Candidate): Promise<Runner> {
  return named(candidate, async () => {
    const subject = candidate.kind === "http" ? httpSubject(await candidate.start()) : loopSubject(await candidate.start());
    const samples: Sample[] = [];
    try {
      await subject.check();
      await subject.measure(warmUpSeconds);
    } catch (error) {
      await subject.stop();
      throw error;
    }
    return {
      candidate,
      samples,
      round: (seconds) => named(candidate, async () => {
        const sample = await subject.measure(seconds);
        await subject.check();
        samples.push(sample);
        return Math.round(sample.perSecond);
      }),
      stop: () => subject.stop(),
    };
  });
}
