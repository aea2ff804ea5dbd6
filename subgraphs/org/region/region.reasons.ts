import { defineReasons } from "../../../kernel/errors/refusals";

export const regionReasons = defineReasons({
  parentRegionUnknown: { code: "NOT_FOUND", zh: "找不到上级行政区划。", en: "There is no such division to stand under." },
  regionLevelNotBelow: { code: "NOT_ALLOWED", zh: "{level} 不能设在 {parentLevel} 之下。", en: "A division of level {level} cannot stand under one of level {parentLevel}." },
  regionKindDoesNotFit: { code: "INVALID", zh: "{level} 级没有 {kind} 这一类别。", en: "At level {level} there is no kind {kind}." },
  regionNameTaken: { code: "TAKEN", zh: "同一上级下已有同名行政区划。", en: "The division above already has one of this name." },
});
