import { granted } from "../../kernel/errors/granted";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import { knownSite, type KnownSiteGiven } from "../../kernel/tree/known-site";
import { idNumberAt } from "./sample-id-numbers";
import { registerVolunteer, type RegisterVolunteerInput } from "./volunteer/register-volunteer";
import { renameVolunteer } from "./volunteer/rename-volunteer";
import { transferVolunteer } from "./volunteer/transfer-volunteer";
import type { Volunteer } from "./volunteer/volunteer.entity";

interface Site {
  readonly id: string;
}

export { idNumberAt } from "./sample-id-numbers";

/** How many of the sample ID numbers were given out in an open subgraph, whoever asks. */
const given = new WeakMap<object, number>();

function nextIdNumber({ services }: Subgraph): string {
  const index = given.get(services) ?? 0;
  given.set(services, index + 1);
  return idNumberAt(index);
}

/** The verbs with which specifications and the demo set up the people: the same that the API offers. */
export function volunteerWorld(volunteer: Subgraph, request: GraphRequest) {
  const context = () => volunteer.context(request);

  return {
    knownSite: (given?: KnownSiteGiven) => knownSite(volunteer.services, given),
    /** With an ID number of nobody's, unless one is given. */
    registered: async (name: string, site: Site, identity: Partial<RegisterVolunteerInput> = {}) =>
      granted(await registerVolunteer(context(), { name, siteId: site.id, idNumber: nextIdNumber(volunteer), ...identity }), "volunteer"),
    transferred: async (moving: Volunteer, site: Site) => granted(await transferVolunteer(context(), { volunteerId: moving.id, siteId: site.id }), "volunteer"),
    renamed: async (renaming: Volunteer, name: string) => granted(await renameVolunteer(context(), { volunteerId: renaming.id, name }), "volunteer"),
  };
}

export type VolunteerWorld = ReturnType<typeof volunteerWorld>;
