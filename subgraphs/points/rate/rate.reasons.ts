import { defineReasons } from "../../../kernel/errors/refusals";

export const rateReasons = defineReasons({
  coefficientOutOfRange: { code: "OUT_OF_RANGE", zh: "系数应在 0 到 {maximum} 之间。", en: "A coefficient is 0 to {maximum} points an hour." },
  coefficientVersionTaken: { code: "TAKEN", zh: "该阵地此类活动在这一天已有系数。", en: "The practice site has a coefficient for this kind from this day already." },
});
