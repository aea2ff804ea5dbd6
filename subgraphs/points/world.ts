import { granted } from "../../kernel/errors/granted";
import { hundredthsFromText } from "../../kernel/scalars/amounts";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import type { Day } from "../../kernel/time/time";
import { knownSite, type KnownSiteGiven } from "../../kernel/tree/known-site";
import { openPointsAccount } from "./account/open-points-account";
import { creditService, type RecordedService } from "./ledger/credit-service";
import { setCoefficient } from "./rate/set-coefficient";
import { putHolder } from "./holder/holder.queries";

interface Site {
  readonly id: string;
}

interface Volunteer {
  readonly id: string;
}

/** The verbs with which specifications and the demo set up accounts: the same that the API offers. */
export function pointsWorld(points: Subgraph, request: GraphRequest) {
  const context = () => points.context(request);

  return {
    knownSite: (given?: KnownSiteGiven) => knownSite(points.services, given),
    /** Puts a volunteer into the projection as the volunteer feed would: for specifications of this subgraph alone. */
    knownVolunteer: async (site: Site): Promise<Volunteer> => {
      const id = points.services.ids.next("vol");
      await points.database.write((tx) => putHolder(tx, { volunteerId: id, siteId: site.id }));
      return { id };
    },
    opened: async (holder: Volunteer, site: Site, openingBalance = "0") =>
      granted(
        await openPointsAccount(context(), { volunteerId: holder.id, siteId: site.id, openingBalance: hundredthsFromText(openingBalance), idempotencyKey: `${holder.id} at ${site.id}` }),
        "account",
      ),
    coefficient: async (site: Site, kind: string, coefficient: string, validFrom: Day) =>
      granted(await setCoefficient(context(), { siteId: site.id, kind, coefficient: hundredthsFromText(coefficient)!, validFrom }), "rate"),
    /** Credits a service record as the volunteer feed would have it: for specifications of this subgraph alone. */
    served: async (volunteer: Volunteer, site: Site, given: Pick<RecordedService, "kind" | "minutes" | "servedAt"> & Partial<RecordedService>): Promise<string> => {
      const service = { id: points.services.ids.next("rec"), volunteerId: volunteer.id, siteId: site.id, ...given };
      await points.database.write((tx) => creditService(tx, points.services, service));
      return service.id;
    },
  };
}

export type PointsWorld = ReturnType<typeof pointsWorld>;
