import { isNativeError } from "node:util/types";
import pino, { type DestinationStream, type Logger as PinoLogger } from "pino";

export type Logger = PinoLogger;
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "silent";

/**
 * One line of JSON an event. An error is logged by its kind, code and stack, never by what it carries: a driver's error holds the statement and
 * its parameters, and those hold people.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
  };
  // Standard output belongs to what a person asked for.
  return pino(options, destination ?? pino.destination(2));
}

export function describeError(error: unknown): Record<string, unknown> {
  if (!isNativeError(error)) return { type: typeof error };
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  return {
    type: error.name,
    ...(typeof code === "string" && { code }),
    ...(typeof kind === "string" && { kind }),
    // The first line of a stack is the message, which may quote a value.
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
    ...(isNativeError(error.cause) && { cause: describeError(error.cause) }),
  };
}
