import { GraphQLError, Kind, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema, type OperationTypeNode } from "graphql";
import { codedAs, Fault } from "../../kernel/errors/faults";
import { BoundedCache } from "./bounded-cache";
import { planCost, type CostPlan } from "./cost/cost-plan";
import { checkLimits } from "./limits";
import type { DocumentLimits, EdgeSettings } from "./settings";

export interface PreparedOperation {
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
  readonly readsSchema: boolean;
  readonly plan: CostPlan;
}

/** A document that may run: parsed, within the limits, valid. The same text gives the same object, so what executes it can remember it too. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operations: readonly PreparedOperation[];
}

/** What the audit of GraphQL over HTTP wants answered by its own rules of status. */
export interface InvalidDocument {
  readonly errors: readonly GraphQLError[];
}

const mostValidationErrors = 10;

export class Documents {
  private readonly prepared: BoundedCache<PreparedDocument>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly settings: Pick<EdgeSettings, "limits" | "documents">,
  ) {
    this.prepared = new BoundedCache({ count: settings.documents.count, weight: settings.documents.characters });
  }

  /** Throws the Fault of a limit. Only documents that may run are kept: nobody can push them out with garbage. */
  prepare(text: string): PreparedDocument | InvalidDocument {
    const known = this.prepared.get(text);
    if (known) return known;
    const parsed = parseWithin(text, this.settings.limits);
    if (parsed instanceof GraphQLError) return { errors: [parsed] };
    checkLimits(parsed, this.settings.limits);
    const errors = validate(this.schema, parsed, specifiedRules, { maxErrors: mostValidationErrors, hideSuggestions: true });
    if (errors.length > 0) return { errors: errors.map((error) => codedAs("GRAPHQL_VALIDATION_FAILED", error)) };
    const prepared = { document: parsed, operations: operationsOf(this.schema, parsed) };
    this.prepared.set(text, prepared, text.length);
    return prepared;
  }
}

function parseWithin(text: string, limits: DocumentLimits): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/more that \d+ tokens/.test(error.message)) throw new Fault("TOKEN_LIMIT", { limit: limits.tokens });
    return codedAs("GRAPHQL_PARSE_FAILED", error);
  }
}

function operationsOf(schema: GraphQLSchema, document: DocumentNode): PreparedOperation[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const plan = planCost(schema, document, definition);
    return [{ name: definition.name?.value, type: definition.operation, readsSchema: plan.readsSchema, plan }];
  });
}
