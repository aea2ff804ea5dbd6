import { parse, type DocumentNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { Coverage } from "./coverage";
import { Draft } from "./draft";
import type { Pools } from "./pools";
import type { Random } from "./random";
import { SelectionSource } from "./selections";
import { ValueSource } from "./values";

export interface RandomOperation {
  readonly kind: "query" | "mutation";
  readonly source: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Fields of one operation, shared by its root fields: within what the edge allows. */
const mostFields = 48;
const mostRootFields = 3;

/**
 * Mutations that change nothing by which a sibling subgraph decides. What others do sets the siblings' projections in motion, and a later field of
 * the same operation may see that or not: so nothing of another subgraph follows them.
 */
const decidesForNobodyElse = new Set([
  "addRegion",
  "foundSite",
  "renameSite",
  "registerVolunteer",
  "renameVolunteer",
  "publishActivity",
  "rescheduleActivity",
  "cancelActivity",
  "addSession",
  "checkIn",
  "checkOut",
  "settleSession",
  "openPointsAccount",
  "setCoefficient",
]);

/** Operations that the public schema allows: every field and argument in time, deep rather than wide. */
export class OperationSource {
  readonly coverage: Coverage;
  private readonly values: ValueSource;
  private readonly selections: SelectionSource;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    pools: () => Pools,
  ) {
    this.coverage = new Coverage(schema);
    this.values = new ValueSource(random, this.coverage, pools);
    this.selections = new SelectionSource(schema, this.coverage, random, this.values);
  }

  next(kind: RandomOperation["kind"]): RandomOperation {
    this.values.refocus();
    const draft = new Draft(this.random);
    const root = this.root(kind);
    const count = 1 + this.random.below(mostRootFields);
    const chosen = Array.from({ length: count }, () => this.selections.choose(root, Object.values(root.getFields())));
    const fields = kind === "mutation" ? inSafeOrder(chosen) : chosen;
    const selected = fields.map((field, index) => {
      draft.remaining = Math.floor(mostFields / fields.length);
      return `r${index}: ${this.selections.field(draft, root, field, 1)}`;
    });
    const source = [`${kind} Random${draft.declarations()} { ${selected.join(" ")} }`, ...draft.fragments].join("\n");
    return { kind, source, document: parse(source), variables: draft.values() };
  }

  /** Whether operations of this kind have left something unvisited that no noun leads to. */
  isIncomplete(kind: RandomOperation["kind"]): boolean {
    const root = this.root(kind);
    return Object.values(root.getFields()).some((field) => this.coverage.isIncomplete(root, field));
  }

  private root(kind: RandomOperation["kind"]): GraphQLObjectType {
    return (kind === "query" ? this.schema.getQueryType() : this.schema.getMutationType())!;
  }
}

/** At most one field that decides for others, and it comes last. */
function inSafeOrder(fields: readonly GraphQLField<unknown, unknown>[]): readonly GraphQLField<unknown, unknown>[] {
  const harmless = fields.filter(({ name }) => decidesForNobodyElse.has(name));
  return [...harmless, ...fields.filter((field) => !harmless.includes(field)).slice(0, 1)];
}
