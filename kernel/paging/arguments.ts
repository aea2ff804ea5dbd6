import { ArgsType, Field, Int } from "type-graphql";
import { Fault } from "../errors/faults";

export const defaultPageSize = 20;
export const maximumPageSize = 100;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: "How many items from the beginning, or after `after`: 1 to 100, 20 when neither first nor last is given." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Only items after this cursor of an earlier page." })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: "How many items from the end, or before `before`: 1 to 100. Not together with first." })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Only items before this cursor of an earlier page." })
  before?: string | null;
}

/** A checked request for a page: how many, from which end, between which cursors. */
export interface PageWindow {
  readonly size: number;
  readonly backward: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

export function pageWindowOf(args: ConnectionArgs): PageWindow {
  if (args.first != null && args.last != null) throw new Fault("BAD_USER_INPUT", { detail: "first, last" });
  const backward = args.last != null;
  const size = args.first ?? args.last ?? defaultPageSize;
  if (size < 1 || size > maximumPageSize) throw new Fault("BAD_USER_INPUT", { detail: `${backward ? "last" : "first"}: 1-${maximumPageSize}` });
  return { size, backward, after: args.after ?? null, before: args.before ?? null };
}
