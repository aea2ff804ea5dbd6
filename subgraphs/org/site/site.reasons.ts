import { defineReasons } from "../../../kernel/errors/refusals";

export const siteReasons = defineReasons({
  siteUnknown: { code: "NOT_FOUND", zh: "找不到该阵地。", en: "There is no such practice site." },
  siteClosed: { code: "CONFLICT", zh: "该阵地已撤销。", en: "This practice site is closed." },
  parentRequired: { code: "BLANK", zh: "只有中心可以没有上级阵地。", en: "Only a center may stand without a site above it." },
  levelDoesNotFit: { code: "NOT_ALLOWED", zh: "{level} 不能设在 {parentLevel} 之下。", en: "A {level} cannot stand under a {parentLevel}." },
  chainTooDeep: { code: "NOT_ALLOWED", zh: "阵地层级最多 {maximum} 级。", en: "A chain of sites has at most {maximum} levels." },
  siteNameTaken: { code: "TAKEN", zh: "同一上级下已有同名阵地。", en: "The site above already has one of this name." },
  regionUnknown: { code: "NOT_FOUND", zh: "找不到该行政区划。", en: "There is no such region." },
  foundedBeforeParent: { code: "OUT_OF_RANGE", zh: "成立日期不能早于上级阵地。", en: "A site cannot be older than the site above it." },
  mergeNeedsTwo: { code: "OUT_OF_RANGE", zh: "至少合并两个不同的阵地。", en: "A merger takes at least two different sites." },
  mergeSameLevel: { code: "NOT_ALLOWED", zh: "只能合并同一上级下的同级阵地。", en: "Only sites of one level under one site can merge." },
  mergedBeforeFounded: { code: "OUT_OF_RANGE", zh: "合并日期必须晚于成立日期。", en: "A merger takes effect after the sites were founded." },
});
