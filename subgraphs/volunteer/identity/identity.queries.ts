import sql from "sql-template-tag";
import { inList, selectRows } from "../../../kernel/database/rows";
import { loadOne } from "../../../kernel/loading/loaders";
import { unseal } from "../../../kernel/personal/sealing";
import type { SubgraphContext } from "../../../kernel/subgraph/context";
import { idNumberColumn, phoneColumn, VolunteerIdentity } from "./identity.entity";

/** Null for a volunteer who was registered before documents were asked for. */
export const identityOf = loadOne<VolunteerIdentity>((context, volunteerIds) => selectRows(context.reader, VolunteerIdentity, sql`WHERE t.volunteer_id IN ${inList(volunteerIds)}`), (identity) => identity.volunteerId);

/** In plain text: whoever shows it goes through `shownOnRecord`. */
export async function idNumberOf(context: SubgraphContext, volunteerId: string): Promise<string | null> {
  const identity = await identityOf(context, volunteerId);
  return identity && unseal(context.keyring, idNumberColumn, volunteerId, identity.idNumber);
}

/** In plain text, as above; null when the person gave none. */
export async function phoneOf(context: SubgraphContext, volunteerId: string): Promise<string | null> {
  const identity = await identityOf(context, volunteerId);
  return identity?.phone ? unseal(context.keyring, phoneColumn, volunteerId, identity.phone) : null;
}
