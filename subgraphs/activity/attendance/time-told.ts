import { refuse } from "../../../kernel/errors/refusals";
import type { Instant } from "../../../kernel/time/time";
import { attendanceReasons } from "./attendance.reasons";
import { CheckMethod } from "./check-method";

/** On the spot the clock says when; a list that is entered afterwards says it itself, and of nothing that lies ahead. */
export function timeTold({ method, at }: { readonly method: CheckMethod; readonly at?: Instant | null }, now: Instant): Instant {
  if (at == null) return now;
  if (method !== CheckMethod.BACK_OFFICE) refuse(attendanceReasons.attendanceTimeTold, "at");
  if (at > now) refuse(attendanceReasons.attendanceInFuture, "at");
  return at;
}
