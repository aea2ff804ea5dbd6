import { z } from "zod";
import { defineConsumer } from "../../../kernel/events/consumer";
import { emptyAttendees, putAttendee, removeAttendee } from "./attendee.queries";

/** What the volunteer subgraph tells of a person with each `Volunteer` event. */
const volunteerData = z.object({ id: z.string(), siteId: z.string() });

/** Keeps who can attend. Attendances outlive the records of those who attended. */
export const attendeeConsumer = defineConsumer({
  name: "attendees",
  from: "volunteer",
  handlers: {
    Volunteer: (tx, change) => {
      if (change.op === "DELETE") return removeAttendee(tx, change.id);
      const { id, siteId } = volunteerData.parse(change.data);
      return putAttendee(tx, { volunteerId: id, siteId });
    },
  },
  rebuild: emptyAttendees,
});
