/** A patch that removes one guard, and the specification that must then turn red. */
export interface Proof {
  readonly name: string;
  readonly specification: string;
  readonly title: string;
  readonly guard: string;
  readonly database: "sqlite" | "mysql" | null;
  readonly patch: string;
}

function header(text: string, name: string): string | null {
  return new RegExp(`^${name}: *(.+)$`, "m").exec(text)?.[1]?.trim() ?? null;
}

/** Reads the lines before the diff: `Specification: path -t "title"`, `Guard: sentence`, and `Database: sqlite|mysql` where it matters. */
export function parseProof(name: string, patch: string): Proof {
  const head = patch.slice(0, Math.max(0, patch.search(/^(diff --git|--- )/m)));
  const specification = /^(\S+\.spec\.ts) -t "(.+)"$/.exec(header(head, "Specification") ?? "");
  const guard = header(head, "Guard");
  const database = header(head, "Database");
  if (!specification) throw new Error(`${name}: needs the line  Specification: path/to/x.spec.ts -t "title"  before its diff`);
  if (guard === null) throw new Error(`${name}: needs the line  Guard: what it removes  before its diff`);
  if (database !== null && database !== "sqlite" && database !== "mysql") throw new Error(`${name}: Database is sqlite or mysql`);
  return { name, specification: specification[1]!, title: specification[2]!, guard, database, patch };
}
