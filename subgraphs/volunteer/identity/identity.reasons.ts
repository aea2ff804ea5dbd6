import { defineReasons } from "../../../kernel/errors/refusals";

/** None repeats what was entered: a refusal is shown, logged and forwarded. */
export const identityReasons = defineReasons({
  idNumberForm: { code: "INVALID", zh: "身份证号码应为18位（或旧版15位）。", en: "An ID number has 18 digits, or the 15 of the old form; the last of 18 may be X." },
  idNumberCheck: { code: "INVALID", zh: "身份证号码校验位不正确，请核对。", en: "The last digit does not fit the others: look for a slip of the pen." },
  idNumberBirth: { code: "INVALID", zh: "身份证号码中的出生日期不存在或晚于今天。", en: "The date of birth in the ID number does not exist, or lies in the future." },
  passportForm: { code: "INVALID", zh: "护照请填写签发国三位字母代码、连字符和号码，例如 GBR-123456789。", en: "Write a passport as the country's three letters, a hyphen and the number, such as GBR-123456789." },
  documentForm: { code: "INVALID", zh: "证件号码格式不正确。", en: "This is no number of such a document." },
  documentTaken: { code: "TAKEN", zh: "持此证件者已登记为志愿者。", en: "Somebody is registered as a volunteer with this document already." },
  phoneForm: { code: "INVALID", zh: "请填写大陆手机号码，或带区号的固定电话。", en: "Give a mobile number of mainland China, or a landline with its area code." },
});
