import { defineReasons } from "../../../kernel/errors/refusals";

export const holderReasons = defineReasons({
  holderUnknown: { code: "NOT_FOUND", zh: "找不到该志愿者。", en: "There is no such volunteer." },
});
