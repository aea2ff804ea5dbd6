import { isDeepStrictEqual } from "node:util";
import type { GraphQLSchema } from "graphql";
import { definitions } from "../../definitions";
import { comparable, depthOf, type Answer } from "./answers";
import { callersOf, type SignedCaller } from "./callers";
import { InjectionSource, type Injection } from "./injections";
import { OperationSource, type RandomOperation } from "./operations";
import { enriched, type Pools } from "./pools";
import { Random } from "./random";
import type { Twins } from "./twins";
import { objectsOf, type VisitedObject } from "./walk";

/** What a run came to. */
export interface Run {
  readonly operations: number;
  readonly mutations: number;
  /** Mutations that took effect, so that there was something to compare afterwards. */
  readonly effective: number;
  readonly queries: number;
  /** Queries while one entity was missing or failing, and those of them whose answer shows it. */
  readonly injected: number;
  readonly felt: number;
  /** Answers at least three items deep. */
  readonly deep: number;
  /** Operations that the edge refused to run. */
  readonly refused: number;
  readonly unvisited: readonly string[];
  readonly differences: readonly string[];
}

const deepLevels = 3;
const mostDifferences = 3;

type Callers = Awaited<ReturnType<typeof callersOf>>;

/** Asks both twins the same random things and remembers where they disagree. */
export class Comparison {
  private readonly random: Random;
  private readonly source: OperationSource;
  private readonly injections: InjectionSource;
  private pools: Pools;
  private readonly counts = { operations: 0, mutations: 0, effective: 0, queries: 0, injected: 0, felt: 0, deep: 0, refused: 0 };
  private readonly differences: string[] = [];

  constructor(
    private readonly twins: Twins,
    private readonly schema: GraphQLSchema,
    private readonly callers: Callers,
    private readonly seed: number,
  ) {
    this.random = new Random(seed);
    this.pools = twins.world.pools;
    this.source = new OperationSource(schema, this.random, () => this.pools);
    this.injections = new InjectionSource(definitions, schema, this.random);
  }

  static async of(twins: Twins, schema: GraphQLSchema, seed: number): Promise<Comparison> {
    return new Comparison(twins, schema, await callersOf(twins.world, twins.issuer), seed);
  }

  /** At least so many of each, and `extra` more of both while something is left unvisited. */
  async run(least: { readonly queries: number; readonly mutations: number; readonly extra: number }): Promise<Run> {
    const wanted = least.queries + least.mutations;
    while (this.counts.operations < wanted && this.goesOn()) {
      const left = { queries: least.queries - this.counts.queries, mutations: least.mutations - this.counts.mutations };
      await (this.random.below(left.queries + left.mutations) < left.mutations ? this.mutation() : this.query());
    }
    for (let extra = 0; extra < least.extra && this.source.coverage.missing().length > 0 && this.goesOn(); extra++) await (this.source.isIncomplete("mutation") ? this.mutation() : this.query());
    return { ...this.counts, unvisited: this.source.coverage.missing(), differences: this.differences };
  }

  /** Once a mutation went two ways the twins are none any more. */
  private goesOn(): boolean {
    return this.differences.length < mostDifferences && !this.differences.some((difference) => difference.startsWith("mutation"));
  }

  private async query(): Promise<void> {
    const operation = this.source.next("query");
    const caller = this.random.pick(this.callers.asking);
    const { fused, federated } = this.twins;
    const untouched = this.counts.queries % 2 === 0 ? await this.ask("fused", operation, caller) : null;
    const injection = untouched && this.injectionInto(this.objects(operation, untouched));
    const undo = injection ? await Promise.all([injection.apply(fused.tables), injection.apply(federated.tables)]) : [];
    try {
      const [left, right] = await Promise.all([this.ask("fused", operation, caller), this.ask("federated", operation, caller)]);
      this.compare(operation, caller, injection, { fused: left, federated: right });
      // What comes for the third time is compiled.
      if (injection) this.compare(operation, caller, injection, { "fused, compiled": await this.ask("fused", operation, caller), federated: right });
      this.count(operation, left);
      this.counts.queries++;
      if (!untouched) return;
      this.counts.injected++;
      if (!isDeepStrictEqual(comparable(left), comparable(untouched))) this.counts.felt++;
    } finally {
      for (const restore of undo) await restore();
    }
  }

  private async mutation(): Promise<void> {
    const operation = this.source.next("mutation");
    const caller = this.random.pick(this.callers.changing);
    const [left, right] = await Promise.all([this.ask("fused", operation, caller), this.ask("federated", operation, caller)]);
    await Promise.all([this.twins.fused.settle(), this.twins.federated.settle()]);
    this.compare(operation, caller, null, { fused: left, federated: right });
    this.count(operation, left);
    this.counts.mutations++;
    if (this.objects(operation, left).some(({ typename, level }) => level > 0 && typename in this.pools.ids)) this.counts.effective++;
  }

  private ask(twin: "fused" | "federated", { source, variables }: RandomOperation, { authorization }: SignedCaller): Promise<Answer> {
    return this.twins[twin].ask(source, variables, authorization);
  }

  private objects({ document }: RandomOperation, { data }: Answer): VisitedObject[] {
    return objectsOf(this.schema, document, data);
  }

  /** Mostly into something that the answer names. */
  private injectionInto(objects: readonly VisitedObject[]): Injection {
    const named = objects.flatMap(({ typename, value, fields }) => [...fields].flatMap(([key, field]) => (field === "id" && typename in this.pools.ids && typeof value[key] === "string" ? [{ typename, id: value[key] }] : [])));
    if (named.length > 0 && this.random.chance(0.9)) {
      const { typename, id } = this.random.pick(named);
      return this.injections.next(typename, id);
    }
    const typename = this.random.pick(Object.keys(this.pools.ids));
    return this.injections.next(typename, this.random.pick(this.pools.ids[typename]!));
  }

  private count(operation: RandomOperation, answer: Answer): void {
    const objects = this.objects(operation, answer);
    this.pools = enriched(this.pools, objects);
    this.source.coverage.learn(objects);
    this.counts.operations++;
    if (depthOf(objects) >= deepLevels) this.counts.deep++;
    if (answer.data === undefined) this.counts.refused++;
  }

  private compare(operation: RandomOperation, caller: SignedCaller, injection: Injection | null, answers: Readonly<Record<string, Answer>>): void {
    const [left, right] = Object.values(answers) as [Answer, Answer];
    if (isDeepStrictEqual(comparable(left), comparable(right))) return;
    const told = Object.entries(answers).map(([name, answer]) => `${name} answers ${JSON.stringify(comparable(answer), null, 1)}`);
    this.differences.push(
      [
        `${operation.kind} ${this.counts.operations + 1} of SEED=${this.seed}, asked by ${caller.name}${injection ? ` while ${injection.description}` : ""}`,
        operation.source,
        `variables ${JSON.stringify(operation.variables)}`,
        ...told,
        ...Object.values(answers).flatMap(({ errors = [] }) => errors.map(({ message }) => message ?? "")),
        this.twins.federated.complaints().slice(-2_000),
      ].join("\n"),
    );
  }
}
