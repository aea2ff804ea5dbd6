import type { z } from "zod";
import { defineReasons, Refusal, Refusals, type Reason } from "./refusals";

/** The refusals that any input may meet. */
export const inputReasons = defineReasons({
  blank: { code: "BLANK", zh: "此项必填。", en: "This is required." },
  tooLong: { code: "TOO_LONG", zh: "最多 {maximum} 个字符。", en: "At most {maximum} characters." },
  tooShort: { code: "OUT_OF_RANGE", zh: "最少 {minimum} 个字符。", en: "At least {minimum} characters." },
  tooMany: { code: "OUT_OF_RANGE", zh: "最多 {maximum} 项。", en: "At most {maximum} items." },
  tooFew: { code: "OUT_OF_RANGE", zh: "最少 {minimum} 项。", en: "At least {minimum} items." },
  tooBig: { code: "OUT_OF_RANGE", zh: "不能大于 {maximum}。", en: "At most {maximum}." },
  tooSmall: { code: "OUT_OF_RANGE", zh: "不能小于 {minimum}。", en: "At least {minimum}." },
  malformed: { code: "INVALID", zh: "格式不正确。", en: "The form is not right." },
  controlCharacters: { code: "INVALID", zh: "不能包含控制字符。", en: "Control characters are not allowed." },
  unknownId: { code: "NOT_FOUND", zh: "找不到该对象。", en: "There is no such object." },
});

type Issue = z.core.$ZodIssue;

/** Checks an input at the edge of a verb; every fault is reported at once, each with its field. */
export function validInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Refusals(result.error.issues.map((issue) => new Refusal(reasonOf(issue), ["input", ...issue.path.map(String)], parametersOf(issue))));
}

function reasonOf(issue: Issue): Reason {
  if (issue.code === "custom" && issue.params?.["reason"]) return issue.params["reason"] as Reason;
  if (issue.code === "too_small") {
    if (issue.origin === "string") return Number(issue.minimum) <= 1 ? inputReasons.blank : inputReasons.tooShort;
    return issue.origin === "array" ? inputReasons.tooFew : inputReasons.tooSmall;
  }
  if (issue.code === "too_big") {
    if (issue.origin === "string") return inputReasons.tooLong;
    return issue.origin === "array" ? inputReasons.tooMany : inputReasons.tooBig;
  }
  return inputReasons.malformed;
}

function parametersOf(issue: Issue): Record<string, string | number> {
  if (issue.code === "too_small") return { minimum: Number(issue.minimum) };
  if (issue.code === "too_big") return { maximum: Number(issue.maximum) };
  if (issue.code === "custom") return (issue.params?.["parameters"] ?? {}) as Record<string, string | number>;
  return {};
}
