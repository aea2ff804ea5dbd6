import { z } from "zod";
import { inputReasons } from "./input";

/** A line of text as people enter it: NFC, trimmed, not blank, no control characters, at most `maximum` characters (code points). */
export function lineOf(maximum: number) {
  return z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .superRefine((text, check) => {
      if (text === "") check.addIssue({ code: "custom", params: { reason: inputReasons.blank } });
      if (/\p{Cc}/u.test(text)) check.addIssue({ code: "custom", params: { reason: inputReasons.controlCharacters } });
      if ([...text].length > maximum) check.addIssue({ code: "too_big", origin: "string", maximum, inclusive: true, input: text });
    });
}
