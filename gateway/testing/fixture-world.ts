import { defineLoader } from "../../kernel/loading/loaders";
import { owned, stub, type EntityType } from "../../kernel/subgraph/definition";
import { createIds } from "../../kernel/ids/ids";
import { fixedClock } from "../../kernel/time/time";
import type { FixtureContext } from "./fixture-subgraph";

export interface Row {
  readonly __typename: string;
  readonly id: string;
  [column: string]: any;
}

/** Rows by id, and what is wrong with some of them. */
export class FixtureWorld {
  readonly rows = new Map<string, Row>();
  /** Ids whose owner denies them although others refer to them. */
  readonly missing = new Set<string>();
  /** Ids whose owner breaks when it reads them. */
  readonly failing = new Set<string>();
  /** How often each owner was asked, by type. */
  readonly reads: string[] = [];
  private readonly ids = createIds(fixedClock("2026-11-22T01:02:03.000000Z"), "fixture world");
  private readonly loaders = new Map<string, (context: any, id: string) => Promise<Row | null>>();

  newId(prefix: string): string {
    return this.ids.next(prefix);
  }

  add(__typename: string, prefix: string, columns: object): Row {
    const row: Row = { __typename, id: this.newId(prefix), ...columns };
    this.rows.set(row.id, row);
    return row;
  }

  all(typename: string): Row[] {
    return [...this.rows.values()].filter((row) => row.__typename === typename && !this.missing.has(row.id));
  }

  /** The type as its owner declares it: one batched read, each id for itself. */
  owned(typename: string, prefix: string): EntityType {
    return owned(prefix, async (_, ids) => this.read(typename, ids));
  }

  stub(prefix: string): EntityType {
    return stub(prefix);
  }

  /** A loader of the owner's own resolvers, memoized for the request like every loader. */
  load(typename: string, context: FixtureContext, id: string | null): Promise<Row | null> | null {
    if (id === null) return null;
    let load = this.loaders.get(typename);
    if (!load) {
      load = defineLoader(async (_, ids) => this.read(typename, ids) as never);
      this.loaders.set(typename, load);
    }
    return load(context, id);
  }

  private read(typename: string, ids: readonly string[]): (Row | null | Error)[] {
    this.reads.push(`${typename} ${ids.length}`);
    return ids.map((id) => {
      if (this.failing.has(id)) return new Error(`connection to 10.0.0.7:3306 lost while reading ${id}`);
      const row = this.rows.get(id);
      return row?.__typename === typename && !this.missing.has(id) ? { ...row } : null;
    });
  }
}

export function refer(__typename: string, id: string | null): { __typename: string; id: string } | null {
  return id === null ? null : { __typename, id };
}
