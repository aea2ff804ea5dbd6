import { refuse } from "../../../kernel/errors/refusals";
import { isId } from "../../../kernel/ids/ids";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { holderConsumer } from "./holder.consumer";
import type { Holder } from "./holder.entity";
import { findHolder } from "./holder.queries";
import { holderReasons } from "./holder.reasons";

/** The volunteer of a verb's input. Before a transaction: one who is not known here yet is looked for in what was written up to now. */
export async function requireHolder(context: SubgraphContext, volunteerId: string, field: string): Promise<Holder> {
  const known = await findHolder(context.reader, volunteerId);
  if (known) return known;
  if (isId("vol", volunteerId)) await context.catchUpWith(holderConsumer.name);
  return (await findHolder(context.reader, volunteerId)) ?? refuse(holderReasons.holderUnknown, field);
}
