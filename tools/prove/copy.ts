import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the tree as it stands, uncommitted work included, so that a proof never touches the checkout. */
export interface Copy {
  readonly path: string;
  /** Null when the patch applied, else why it did not. */
  apply(patch: string): string | null;
  revert(patch: string): void;
  remove(): void;
}

export function copyTree(root: string): Copy {
  const path = mkdtempSync(join(tmpdir(), "prove-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  for (const file of files.split("\n")) {
    if (file === "" || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(path, file)), { recursive: true });
    cpSync(join(root, file), join(path, file));
  }
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  const git = (args: readonly string[], patch: string) => spawnSync("git", ["apply", ...args, "-"], { cwd: path, input: patch, encoding: "utf8" });
  return {
    path,
    apply(patch) {
      const { status, stderr } = git([], patch);
      return status === 0 ? null : stderr.trim().split("\n").join("; ");
    },
    revert(patch) {
      const { status, stderr } = git(["--reverse"], patch);
      if (status !== 0) throw new Error(`a patch that applied does not come off again: ${stderr}`);
    },
    remove: () => { rmSync(path, { recursive: true, force: true }); },
  };
}
