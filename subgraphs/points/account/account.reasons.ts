import { defineReasons } from "../../../kernel/errors/refusals";

export const accountReasons = defineReasons({
  accountExists: { code: "TAKEN", zh: "该志愿者在此阵地已有积分账户。", en: "The volunteer already has an account at this practice site." },
  accountSiteClosed: { code: "CONFLICT", zh: "该阵地已撤销，不能开户。", en: "This practice site is closed and opens no accounts." },
  openingBalanceOutOfRange: { code: "OUT_OF_RANGE", zh: "期初积分应在 0 到 {maximum} 之间。", en: "An account opens with 0 to {maximum} points." },
});
