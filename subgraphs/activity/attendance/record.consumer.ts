import { z } from "zod";
import { defineConsumer } from "../../../kernel/events/consumer";
import { noteRecord } from "./attendance.queries";

/** What the volunteer subgraph tells of each `ServiceRecord`, as far as it concerns this one. */
const recordData = z.object({ id: z.string(), attendanceId: z.string() });

/** Remembers which record came of an attendance; told again it is the same. */
export const recordConsumer = defineConsumer({
  name: "records",
  from: "volunteer",
  handlers: {
    ServiceRecord: (tx, change) => {
      const { id, attendanceId } = recordData.parse(change.data);
      return noteRecord(tx, attendanceId, id);
    },
  },
});
