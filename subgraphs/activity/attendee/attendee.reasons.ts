import { defineReasons } from "../../../kernel/errors/refusals";

export const attendeeReasons = defineReasons({
  attendeeUnknown: { code: "NOT_FOUND", zh: "找不到该志愿者。", en: "There is no such volunteer." },
});
