import { DatabaseError } from "../database/errors";
import { SettingError } from "../config/settings";

export interface Running {
  close(): Promise<void>;
}

/** Longest that an orderly end may take; whoever pressed Ctrl-C is waiting. */
const closingMilliseconds = 1_800;

/**
 * Runs a process from start to orderly end. What keeps it from starting is told in one line that says what to do, and the exit code is not 0;
 * SIGINT and SIGTERM let what is in flight finish.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  const started = Promise.resolve().then(start);
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), closingMilliseconds).unref();
    started.then((running) => running.close()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  try {
    await started;
  } catch (error) {
    // Who is told to end while starting may find things ended already.
    if (ending) process.exit(0);
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

/** One line for a person who wants the process to start. */
export function explain(error: unknown): string {
  if (error instanceof SettingError) return error.message;
  if (error instanceof DatabaseError) {
    const detail = error.detail === undefined ? "" : `: ${error.detail}`;
    if (error.kind === "unavailable" && isFileCode(error.code)) return `The database cannot be opened${detail}. Make its folder writable, or choose another folder: DATA_DIR=/some/folder npm start`;
    if (error.kind === "unavailable") return `The database cannot be reached${detail}. Check that it runs and that DATABASE_URL names its host, port, user and password.`;
    return `The database cannot be used: ${error.message}.`;
  }
  const { code, port, path } = (error ?? {}) as { code?: string; port?: number; path?: string };
  if (code === "EADDRINUSE") return `Port ${port} is taken. Stop what listens there, or choose another one, such as PORT=${(port ?? 4000) + 10}.`;
  if (code === "EACCES" && port !== undefined) return `Port ${port} may not be used by this user. Choose one above 1023: PORT=4000 npm start`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "HOST is no address of this machine. Leave it out to listen on 127.0.0.1, or set HOST=0.0.0.0.";
  if (code === "EACCES" || code === "EROFS" || code === "EPERM" || code === "ENOENT") return `${path ?? "The data folder"} cannot be written. Make it writable, or choose another folder: DATA_DIR=/some/folder npm start`;
  if (code === "ENOSPC") return "The disk is full. Free some space, or choose another folder: DATA_DIR=/some/folder npm start";
  if (code === "ENOTDIR" || code === "EEXIST") return `${path ?? "DATA_DIR"} is a file, not a folder. Choose another folder: DATA_DIR=/some/folder npm start`;
  return `Practice Graph cannot start: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`;
}

function isFileCode(code: string): boolean {
  return /^(SQLITE_\w+|EACCES|EROFS|EPERM|ENOENT|ENOTDIR|EEXIST|ENOSPC)$/.test(code);
}
