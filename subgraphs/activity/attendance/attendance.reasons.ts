import { defineReasons } from "../../../kernel/errors/refusals";

export const attendanceReasons = defineReasons({
  attendanceUnknown: { code: "NOT_FOUND", zh: "找不到该签到记录。", en: "There is no such attendance." },
  attendanceTwice: { code: "TAKEN", zh: "该志愿者已在此场次签到。", en: "The volunteer has checked in at this session already." },
  attendanceEnded: { code: "CONFLICT", zh: "该志愿者已签退。", en: "The volunteer has checked out already." },
  attendanceSiteNoHost: { code: "NOT_FOUND", zh: "该阵地不是此场次的主办方。", en: "This practice site does not hold the session." },
  attendanceOutsideSession: { code: "OUT_OF_RANGE", zh: "签到须在场次开始前 {minutes} 分钟至结束之间。", en: "A check-in is between {minutes} minutes before the session and its end." },
  attendanceOutBeforeIn: { code: "OUT_OF_RANGE", zh: "签退不能早于签到。", en: "A check-out is not before the check-in." },
  attendanceInFuture: { code: "OUT_OF_RANGE", zh: "不能填写将来的时间。", en: "This time has not come yet." },
  attendanceTimeTold: { code: "NOT_ALLOWED", zh: "只有后台录入才能填写时间。", en: "Only what is entered in the back office tells its time." },
});
