import { defineReasons } from "../../../kernel/errors/refusals";

export const activityReasons = defineReasons({
  activityUnknown: { code: "NOT_FOUND", zh: "找不到该活动。", en: "There is no such activity." },
  activityCancelled: { code: "CONFLICT", zh: "该活动已取消。", en: "This activity was called off." },
  activityOver: { code: "CONFLICT", zh: "该活动已结束。", en: "This activity is over." },
  activityEndsBeforeStart: { code: "OUT_OF_RANGE", zh: "结束时间必须晚于开始时间。", en: "An activity ends after it begins." },
  activityMovedToPast: { code: "OUT_OF_RANGE", zh: "不能改到已经过去的时间。", en: "An activity cannot be moved into the past." },
  activityTooLong: { code: "OUT_OF_RANGE", zh: "一次活动最长 {maximum} 天。", en: "An activity lasts at most {maximum} days." },
  activityHostClosed: { code: "CONFLICT", zh: "该阵地已撤销，不能举办活动。", en: "This practice site is closed and holds no activities." },
});
