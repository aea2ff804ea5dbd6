import { granted } from "../../kernel/errors/granted";
import type { GraphRequest } from "../../kernel/subgraph/context";
import type { Subgraph } from "../../kernel/subgraph/open";
import { knownSite, type KnownSiteGiven } from "../../kernel/tree/known-site";
import { registerVolunteer } from "./volunteer/register-volunteer";
import { renameVolunteer } from "./volunteer/rename-volunteer";
import { transferVolunteer } from "./volunteer/transfer-volunteer";
import type { Volunteer } from "./volunteer/volunteer.entity";

interface Site {
  readonly id: string;
}

/** The verbs with which specifications and the demo set up the people: the same that the API offers. */
export function volunteerWorld(volunteer: Subgraph, request: GraphRequest) {
  const context = () => volunteer.context(request);

  return {
    knownSite: (given?: KnownSiteGiven) => knownSite(volunteer.services, given),
    registered: async (name: string, site: Site) => granted(await registerVolunteer(context(), { name, siteId: site.id }), "volunteer"),
    transferred: async (moving: Volunteer, site: Site) => granted(await transferVolunteer(context(), { volunteerId: moving.id, siteId: site.id }), "volunteer"),
    renamed: async (renaming: Volunteer, name: string) => granted(await renameVolunteer(context(), { volunteerId: renaming.id, name }), "volunteer"),
  };
}

export type VolunteerWorld = ReturnType<typeof volunteerWorld>;
