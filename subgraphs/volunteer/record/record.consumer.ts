import { z } from "zod";
import { defineConsumer } from "../../../kernel/events/consumer";
import { writeRecord } from "./write-record";

/** What activity tells of an attendance when its session is settled; before that it tells nothing more than that it changed. */
const settledAttendance = z.object({
  id: z.string(),
  sessionId: z.string(),
  volunteerId: z.string(),
  siteId: z.string(),
  kind: z.string(),
  minutes: z.number().int().min(0),
  servedAt: z.string(),
});

/** Writes the service record of each settled attendance. Records are no projection: read again from its beginning, the feed adds nothing. */
export const attendanceConsumer = defineConsumer({
  name: "attendances",
  from: "activity",
  handlers: {
    Attendance: async (tx, change, context) => {
      if (change.data === null) return;
      const settled = settledAttendance.parse(change.data);
      // Less than a minute is no service.
      if (settled.minutes > 0) await writeRecord(tx, context, settled);
    },
  },
});
