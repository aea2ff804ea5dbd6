import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { DatabaseError } from "../database/errors";
import { fill, faultText, isFaultCode, type FaultCode, type Language, type MessageParameters } from "./codes";

/**
 * What a caller cannot mend with other input: not signed in, not allowed, throttled, broken. It reaches the caller as an error with
 * `extensions.code`; its parameters travel between processes beside the code, and the edge writes the message in the caller's language.
 */
export class Fault extends GraphQLError {
  constructor(code: FaultCode, parameters: MessageParameters = {}, cause?: Error) {
    super(fill(faultText(code).en, parameters), { extensions: { code, ...(Object.keys(parameters).length > 0 && { parameters }) }, originalError: cause });
    this.name = "Fault";
  }

  get code(): FaultCode {
    return this.extensions["code"] as FaultCode;
  }
}

/**
 * The fault that stands for any error: itself, what it wraps, or INTERNAL. What is not a fault of ours never speaks to a caller; a database that
 * cannot be reached is told as the part of the graph that it takes along.
 */
export function faultOf(error: unknown): { readonly code: FaultCode; readonly parameters: MessageParameters } {
  for (let current = error, depth = 0; current instanceof Error && depth < 8; depth++) {
    const extensions = (current as Partial<GraphQLError>).extensions;
    const code = extensions?.["code"];
    if (isFaultCode(code)) return { code, parameters: (extensions?.["parameters"] ?? {}) as MessageParameters };
    if (current instanceof DatabaseError && current.kind === "unavailable") return { code: "SUBGRAPH_UNAVAILABLE", parameters: {} };
    current = current instanceof GraphQLError ? current.originalError : current.cause;
  }
  if (isCoercionError(error)) return { code: "BAD_USER_INPUT", parameters: { detail: discreet(error.message) } };
  return { code: "INTERNAL", parameters: {} };
}

/** graphql-js refuses a bad literal or variable with an error of its own that names the field: behind it stands nothing, or the scalar's refusal. */
function isCoercionError(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  const { originalError } = error;
  return (!originalError || (originalError instanceof GraphQLError && error.message.startsWith("Variable"))) && /^(Argument|Variable|Expected|Field "\w+" (of|is not)|\w+ cannot represent)/.test(error.message);
}

/** Codes an error of graphql-js by the phase that found it; only the edge knows the phase. */
export function codedAs(code: "GRAPHQL_PARSE_FAILED" | "GRAPHQL_VALIDATION_FAILED" | "BAD_USER_INPUT", error: GraphQLError): GraphQLError {
  const detail = discreet(error.message);
  const { nodes, source, positions, path } = error;
  return new GraphQLError(detail, { nodes, source, positions, path, extensions: { code, parameters: { detail } } });
}

/** An input is quoted where it has the wrong type: an ID number or a phone that somebody sent as a number stays out of the message. */
function discreet(message: string): string {
  return withoutSuggestion(message).replace(/\d{7,}[Xx]?/g, "…");
}

/** "Did you mean ..." would print names of the schema to a caller who may not read it. */
export function withoutSuggestion(message: string): string {
  return message.replace(/\s*Did you mean [^?]*\?/g, "");
}

/** One error as a caller may read it: coded, in the caller's language, without anything from inside. */
export function localize(error: unknown, language: Language, requestId = ""): GraphQLFormattedError {
  const { code, parameters } = faultOf(error);
  const { locations, path } = error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>);
  return {
    message: fill(faultText(code)[language], { requestId, ...parameters }),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code },
  };
}

/** The first language of `Accept-Language` that we speak; Chinese when none is named. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = Number(parameters.find((parameter) => parameter.trim().startsWith("q="))?.trim().slice(2) ?? 1);
      return { language: tag.slice(0, 2), quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ language, quality }) => quality > 0 && (language === "zh" || language === "en"))
    .sort((left, right) => right.quality - left.quality);
  return (ranked[0]?.language as Language | undefined) ?? "zh";
}
