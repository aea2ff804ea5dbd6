import { z } from "zod";
import { defineConsumer } from "../../../kernel/events/consumer";
import { emptyHolders, putHolder, removeHolder } from "./holder.queries";

/** What the volunteer subgraph tells of a person with each `Volunteer` event. */
const volunteerData = z.object({ id: z.string(), siteId: z.string() });

/** Keeps who can hold an account. Accounts outlive their holders' records: what was earned stays on the books. */
export const holderConsumer = defineConsumer({
  name: "holders",
  from: "volunteer",
  handlers: {
    Volunteer: (tx, change) => {
      if (change.op === "DELETE") return removeHolder(tx, change.id);
      const { id, siteId } = volunteerData.parse(change.data);
      return putHolder(tx, { volunteerId: id, siteId });
    },
  },
  rebuild: emptyHolders,
});
