import { defineReasons } from "../../../kernel/errors/refusals";

export const sessionReasons = defineReasons({
  sessionUnknown: { code: "NOT_FOUND", zh: "找不到该场次。", en: "There is no such session." },
  sessionEndsBeforeStart: { code: "OUT_OF_RANGE", zh: "结束时间必须晚于开始时间。", en: "A session ends after it begins." },
  sessionOutsideActivity: { code: "OUT_OF_RANGE", zh: "场次必须在活动的时间之内。", en: "A session takes place within the times of its activity." },
  sessionNotOver: { code: "CONFLICT", zh: "该场次尚未结束。", en: "This session is not over yet." },
  sessionSettled: { code: "CONFLICT", zh: "该场次已结算。", en: "This session was settled." },
});
