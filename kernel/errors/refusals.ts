import { Field, ObjectType, registerEnumType, Directive } from "type-graphql";
import { fill, type Language, type MessageParameters } from "./codes";

/** How a caller's program tells one refusal from another; the message says it to a person. Generic on purpose: the field says what. */
export enum UserErrorCode {
  BLANK = "BLANK",
  INVALID = "INVALID",
  TOO_LONG = "TOO_LONG",
  OUT_OF_RANGE = "OUT_OF_RANGE",
  NOT_FOUND = "NOT_FOUND",
  TAKEN = "TAKEN",
  CONFLICT = "CONFLICT",
  INSUFFICIENT = "INSUFFICIENT",
  NOT_ALLOWED = "NOT_ALLOWED",
}

registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description: "Why a mutation was refused; stable, for programs to act on.",
  valuesConfig: {
    BLANK: { description: "A value is required and was empty." },
    INVALID: { description: "The value has the wrong form, such as a failed check digit." },
    TOO_LONG: { description: "The text is longer than allowed." },
    OUT_OF_RANGE: { description: "The number or date is outside what is allowed." },
    NOT_FOUND: { description: "The id or code names nothing that the caller may use." },
    TAKEN: { description: "Another object already has this value." },
    CONFLICT: { description: "The object's present state does not allow this." },
    INSUFFICIENT: { description: "The balance or stock does not suffice." },
    NOT_ALLOWED: { description: "A rule of the place forbids this." },
  },
});

@Directive("@shareable")
@ObjectType({ simpleResolvers: true, description: "A refusal that the caller can act on: nothing was written, change the input and try again." })
export class UserError {
  @Field(() => UserErrorCode, { description: "The kind of refusal, for programs." })
  code!: UserErrorCode;

  @Field(() => [String], { nullable: true, description: "Path to the input field at fault, such as [\"input\", \"siteId\"]; null when the whole input is." })
  field!: readonly string[] | null;

  @Field(() => String, { description: "The reason in the caller's language (Accept-Language), fit to show to a person." })
  message!: string;
}

export interface Reason {
  readonly code: UserErrorCode;
  readonly zh: string;
  readonly en: string;
}

const catalogue = new Map<string, Reason>();

/** The reasons of one noun, beside it in `<noun>.reasons.ts`. Both languages are required by type; a check reads the whole catalogue. */
export function defineReasons<Key extends string>(reasons: Record<Key, { code: keyof typeof UserErrorCode; zh: string; en: string }>): Record<Key, Reason> {
  for (const [key, reason] of Object.entries<Reason>(reasons as Record<Key, Reason>)) {
    if (catalogue.has(key)) throw new Error(`The reason ${key} is defined twice`);
    catalogue.set(key, reason);
  }
  return reasons as Record<Key, Reason>;
}

export function allReasons(): ReadonlyMap<string, Reason> {
  return catalogue;
}

/** Thrown inside a verb's transaction, which it rolls back; `refusable` turns it into the payload's userErrors. */
export class Refusal extends Error {
  constructor(
    readonly reason: Reason,
    readonly field: readonly string[] | null,
    readonly parameters: MessageParameters = {},
  ) {
    super(reason.en);
    this.name = "Refusal";
  }
}

export class Refusals extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.message).join("; "));
    this.name = "Refusals";
  }
}

export function refuse(reason: Reason, field: string | null = null, parameters: MessageParameters = {}): never {
  throw new Refusal(reason, field === null ? null : ["input", ...field.split(".")], parameters);
}

export function userErrorOf(refusal: Refusal, language: Language): UserError {
  return { code: refusal.reason.code, field: refusal.field, message: fill(refusal.reason[language], refusal.parameters) };
}

/**
 * Runs a verb and answers its payload: the object under its name and no user errors, or null and the refusals.
 * Everything else that is thrown passes through, to become `extensions.code`.
 */
export async function refusable<Key extends string, Result>(
  context: { readonly language: Language },
  name: Key,
  work: () => Promise<Result>,
): Promise<{ [K in Key]: Result | null } & { userErrors: UserError[] }> {
  const payload = (result: Result | null, userErrors: UserError[]) => ({ [name]: result, userErrors }) as { [K in Key]: Result | null } & { userErrors: UserError[] };
  try {
    return payload(await work(), []);
  } catch (error) {
    if (error instanceof Refusal) return payload(null, [userErrorOf(error, context.language)]);
    if (error instanceof Refusals) return payload(null, error.refusals.map((refusal) => userErrorOf(refusal, context.language)));
    throw error;
  }
}
