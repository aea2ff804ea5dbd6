export type DatabaseErrorKind = "unique" | "check" | "foreign_key" | "retryable" | "unavailable" | "other";

export interface DatabaseErrorDetails {
  readonly kind: DatabaseErrorKind;
  readonly code: string;
  readonly constraint?: string;
  /** Only what cannot hold a value of a row. */
  readonly detail?: string;
}

/**
 * What went wrong in the database, without the statement and its parameters: the driver's own error carries both,
 * personal data included, so it is not kept as `cause` either.
 */
export class DatabaseError extends Error {
  readonly kind: DatabaseErrorKind;
  /** The engine's own code, such as ER_DUP_ENTRY or SQLITE_CONSTRAINT_UNIQUE. */
  readonly code: string;
  /** Name of the index, check or column that refused; the same on both engines for "unique" and named checks. */
  readonly constraint?: string;
  readonly detail?: string;

  constructor({ kind, code, constraint, detail }: DatabaseErrorDetails) {
    super(`${messages[kind]} (${[code, constraint].filter(Boolean).join(", ")})${detail ? `: ${detail}` : ""}`);
    this.name = "DatabaseError";
    this.kind = kind;
    this.code = code;
    this.constraint = constraint;
    this.detail = detail;
  }
}

const messages: Record<DatabaseErrorKind, string> = {
  unique: "The database holds such a row already",
  check: "The database refused a value",
  foreign_key: "The database refused a reference",
  retryable: "The database asks to try the transaction again",
  unavailable: "The database cannot be reached",
  other: "The database refused a statement",
};

/** True when `error` is the violation of the unique index `constraint`, whichever engine found it. */
export function isUniqueViolation(error: unknown, constraint?: string): error is DatabaseError {
  return error instanceof DatabaseError && error.kind === "unique" && (constraint === undefined || error.constraint === constraint);
}

/** The driver's error inside whatever TypeORM made of it. */
export function driverErrorOf(error: unknown): Record<string, unknown> | null {
  if (typeof error !== "object" || error === null) return null;
  const driverError = (error as { driverError?: unknown }).driverError ?? error;
  return typeof driverError === "object" && driverError !== null ? (driverError as Record<string, unknown>) : null;
}
