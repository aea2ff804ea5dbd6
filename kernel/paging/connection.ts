import { Directive, Field, Int, ObjectType, type ClassType } from "type-graphql";
import { encodeCursor, type Place } from "./cursor";

@Directive("@shareable")
@ObjectType({ simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether items follow this page; ask for them with after: endCursor. When paging backward: whether `before` was given." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether items precede this page; ask for them with before: startCursor. When paging forward: whether `after` was given." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first item; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last item; null on an empty page." })
  endCursor!: string | null;
}

export interface Edge<Row> {
  readonly node: Row;
  readonly cursor: string;
}

/** A page of a list. Edges and cursors are made only when asked for; the total costs a statement of its own and only then. */
export class Page<Row> {
  constructor(
    readonly nodes: readonly Row[],
    private readonly places: readonly Place[],
    private readonly orderName: string,
    private readonly neighbours: { readonly next: boolean; readonly previous: boolean },
    /** Resolved by `resolveTotals`; a function, so that only a query that asks pays. */
    readonly countTotal: () => Promise<number>,
  ) {}

  get edges(): readonly Edge<Row>[] {
    return this.nodes.map((node, index) => ({ node, cursor: this.cursorAt(index)! }));
  }

  get pageInfo(): PageInfo {
    return {
      hasNextPage: this.neighbours.next,
      hasPreviousPage: this.neighbours.previous,
      startCursor: this.cursorAt(0),
      endCursor: this.cursorAt(this.nodes.length - 1),
    };
  }

  private cursorAt(index: number): string | null {
    const place = this.places[index];
    return place ? encodeCursor(this.orderName, place) : null;
  }
}

/** The connection and edge types of a noun: `VolunteerConnection` with `VolunteerEdge`. */
export function connectionType<Row extends object>(node: () => ClassType<Row>, name: string, items: string): ClassType<Page<Row>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One of the ${items} with its place in the list.` })
  class NounEdge {
    @Field(node, { description: `The item itself.` })
    node!: Row;

    @Field(() => String, { description: "Its place: pass it as after or before to page from here." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${items}.` })
  class NounConnection {
    @Field(() => [NounEdge], { description: "The items of this page with their cursors." })
    edges!: NounEdge[];

    @Field(() => [node()], { description: "The items of this page." })
    nodes!: Row[];

    @Field(() => PageInfo, { description: "Where this page stands in the list, and whether there is more." })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: "How many items the whole list has; counted only when asked for." })
    totalCount!: number;
  }
  return NounConnection as unknown as ClassType<Page<Row>>;
}
