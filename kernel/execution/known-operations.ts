import { getOperationAST, Kind, type DocumentNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { Fault } from "../errors/faults";
import { isCompilable, type CompiledQuery } from "./compile";
import { fragmentsOf, shapeOf, type Shape } from "./shape";
import { contains, formOf, formVariablesOf } from "./specialize";

/** What is remembered of an operation between its runs. */
export interface KnownOperation {
  readonly operation: OperationDefinitionNode;
  readonly shape: Shape;
  readonly introspects: boolean;
  /** Becomes false when a run shows what a compiled query would get wrong. */
  compilable: boolean;
  readonly formVariables: readonly string[];
  readonly forms: Map<string, Form>;
}

/** An operation as it is with certain conditions met. */
export interface Form {
  sights: number;
  /** Null: the compiler declined it. */
  query?: CompiledQuery | null;
}

/** Operations by document and operation name, the least recently used document forgotten first. */
export class KnownOperations {
  private readonly byDocument = new Map<DocumentNode, Map<string, KnownOperation>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: { readonly documents: number; readonly forms: number },
  ) {}

  find(document: DocumentNode, operationName: string | null | undefined): KnownOperation | GraphQLError {
    let named = this.byDocument.get(document);
    // A Map remembers the order of insertion, so what is inserted anew is the youngest.
    if (named) this.byDocument.delete(document);
    this.byDocument.set(document, (named ??= new Map()));
    if (this.byDocument.size > this.limits.documents) this.byDocument.delete(this.byDocument.keys().next().value!);
    const name = operationName ?? "";
    let found = named.get(name);
    if (!found) {
      const operation = getOperationAST(document, operationName);
      if (!operation) return new Fault("GRAPHQL_VALIDATION_FAILED", { detail: operationName ? `no operation ${operationName}` : "operationName is missing" });
      if (!this.schema.getRootType(operation.operation) || operation.operation === "subscription") return new Fault("OPERATION_NOT_SUPPORTED");
      named.set(name, (found = this.describe(document, operation)));
    }
    return found;
  }

  /** The form that an operation has with these variables, seen once more; undefined when it has more forms than are worth remembering. */
  see(found: KnownOperation, variables: Readonly<Record<string, unknown>>): Form | undefined {
    const key = formOf(found.formVariables, variables);
    let form = found.forms.get(key);
    if (!form && found.forms.size < this.limits.forms) found.forms.set(key, (form = { sights: 0 }));
    if (form) form.sights++;
    return form;
  }

  private describe(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const own: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsOf(document).values()] };
    const introspects = contains(own, (node) => node.kind === Kind.FIELD && (node.name.value === "__schema" || node.name.value === "__type"));
    return {
      operation,
      shape: shapeOf(this.schema, document, operation),
      introspects,
      compilable: !introspects && isCompilable(this.schema, own, operation),
      formVariables: formVariablesOf(own),
      forms: new Map(),
    };
  }
}
