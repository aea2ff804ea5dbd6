import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Check } from "./check";
import { titlesOfTree } from "./titles";
import { hasFile, readFile, root } from "./tree";

const file = "ACCEPTANCE.md";

// What the design calls acceptance cases: a section of the document for each.
export const sections = [
  "绥芬河", "贵定", "海拉尔", "景洪", "李沧, 彬州, 海安", "桦甸", "清河", "承德", "渔梁", "荆门, 湘潭, 乐至", "齐齐哈尔", "玉林", "昌吉", "太原", "灵武", "渭滨", "阜阳, 射洪, 华蓥",
  "Order flows as printed", "Points: exact rules", "Rules from outside the reports",
];

interface Row { readonly section: string; readonly line: number; readonly rule: string; readonly proof: string }

/** Rows of the tables: the first cell is the figure or rule, the last the title of its specification in backticks, or "issue 7". */
export function rowsOf(text: string): Row[] {
  let section = "";
  return text.split("\n").flatMap((line, at): Row[] => {
    const heading = /^#+ (.+)$/.exec(line);
    if (heading) section = heading[1]!.trim();
    if (!line.startsWith("|") || /^\|[\s|:-]+\|$/.test(line)) return [];
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    if (cells[0]?.toLowerCase().startsWith("figure or rule")) return [];
    return [{ section, line: at + 1, rule: cells[0] ?? "", proof: cells.at(-1) ?? "" }];
  });
}

export function rowFault({ rule, proof }: Row, titles: ReadonlySet<string>): string | null {
  if (rule === "") return "names no figure or rule";
  const named = [...proof.matchAll(/`([^`]+)`/g)].map(([, title]) => title!);
  const missing = named.filter((title) => !titles.has(title));
  if (missing.length > 0) return `no specification is titled "${missing.join('", "')}"`;
  return named.length > 0 || /\bissue #?\d+/.test(proof) ? null : "is mapped to no specification and no issue";
}

const figure = /\d[\d,.]*\d|\d/g;

function figuresOf(text: string): string[] {
  return [...text.matchAll(figure)].map(([match]) => match);
}

/** The lines of the design by acceptance section: a row of the table of places, or a section of rules. */
export function designLines(design: string): Map<string, string> {
  const lines = new Map<string, string>();
  let heading = "";
  for (const line of design.split("\n")) {
    heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
    const place = /^\| ([^|]+) \|(.*)\|$/.exec(line);
    const section = heading.startsWith("What each place needs")
      ? sections.find((name) => name === place?.[1])
      : sections.find((name) => heading.startsWith(name) && !line.startsWith("#"));
    if (section) lines.set(section, `${lines.get(section) ?? ""} ${line}`);
  }
  return lines;
}

export function acceptanceFaults(text: string, titles: ReadonlySet<string>, design: string | null): string[] {
  const rows = rowsOf(text);
  const found = rows.flatMap((row) => {
    const fault = rowFault(row, titles);
    return fault ? [`${file}:${row.line}: ${row.rule || "a row"}: ${fault}`] : [];
  });
  const wanted = design === null ? new Map<string, string>() : designLines(design);
  for (const section of sections) {
    const own = rows.filter((row) => row.section.startsWith(section));
    if (own.length === 0) found.push(`${file}: has no rows under "${section}"`);
    const figures = new Set(own.flatMap(({ rule }) => figuresOf(rule)));
    const missing = [...new Set(figuresOf(wanted.get(section) ?? ""))].filter((each) => !figures.has(each));
    if (own.length > 0 && missing.length > 0) found.push(`${file}: "${section}" lacks the figures ${missing.join(" ")}`);
  }
  return found;
}

export const acceptance: Check = {
  name: "acceptance",
  mend: `map the line in ${file} to the title of its specification, or to its issue, then \`npm run check -- acceptance\``,
  async find() {
    if (!hasFile(file)) return [`${file} does not exist`];
    // The design lies beside the checkout where people work on it; a clone elsewhere has only the mapping.
    const design = resolve(root, "../shared/design/DOMAIN.md");
    return acceptanceFaults(readFile(file), titlesOfTree(), existsSync(design) ? readFileSync(design, "utf8") : null);
  },
};
