import type { GraphRequest } from "../graph";
import { References, type PlainFields } from "./references";

interface PartContext {
  dropLoaders?(): void;
}

/** The context of one request: each subgraph sees its own, made when the request first reaches it. */
export class FusedContext {
  readonly references: References;
  private readonly contexts: (PartContext | undefined)[] = [];

  constructor(
    readonly request: GraphRequest,
    private readonly open: (index: number, context: FusedContext) => object,
    plainFields: PlainFields,
  ) {
    this.references = new References(plainFields, this);
  }

  of(index: number): any {
    return (this.contexts[index] ??= this.open(index, this));
  }

  /** What any subgraph has read so far may be stale after a mutation. */
  dropLoaders(): void {
    this.references.drop();
    for (const context of this.contexts) context?.dropLoaders?.();
  }
}
