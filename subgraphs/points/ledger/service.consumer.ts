import { z } from "zod";
import { defineConsumer } from "../../../kernel/events/consumer";
import { creditService } from "./credit-service";

/** What the volunteer subgraph tells of each `ServiceRecord`. */
const recordedService = z.object({ id: z.string(), volunteerId: z.string(), siteId: z.string(), kind: z.string(), minutes: z.number().int().positive(), servedAt: z.string() });

/** Credits each service record. Points are no projection: read again from its beginning, the feed adds nothing. */
export const serviceConsumer = defineConsumer({
  name: "services",
  from: "volunteer",
  handlers: {
    ServiceRecord: (tx, change, context) => creditService(tx, context, recordedService.parse(change.data)),
  },
});
