import { defineReasons } from "../../../kernel/errors/refusals";

export const volunteerReasons = defineReasons({
  volunteerUnknown: { code: "NOT_FOUND", zh: "找不到该志愿者。", en: "There is no such volunteer." },
  volunteerAlreadyThere: { code: "CONFLICT", zh: "该志愿者已在此阵地。", en: "The volunteer already is at this practice site." },
  volunteerSiteClosed: { code: "CONFLICT", zh: "该阵地已撤销，不能接收志愿者。", en: "This practice site is closed and takes no volunteers." },
});
