import { refuse } from "../../../kernel/errors/refusals";
import { isId } from "../../../kernel/ids/ids";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { attendeeConsumer } from "./attendee.consumer";
import type { Attendee } from "./attendee.entity";
import { findAttendee } from "./attendee.queries";
import { attendeeReasons } from "./attendee.reasons";

/** The volunteer of a verb's input. Before a transaction: one who is not known here yet is looked for in what was written up to now. */
export async function requireAttendee(context: SubgraphContext, volunteerId: string, field: string): Promise<Attendee> {
  const known = await findAttendee(context.reader, volunteerId);
  if (known) return known;
  if (isId("vol", volunteerId)) await context.catchUpWith(attendeeConsumer.name);
  return (await findAttendee(context.reader, volunteerId)) ?? refuse(attendeeReasons.attendeeUnknown, field);
}
