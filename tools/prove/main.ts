import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { cases, runCase } from "./cases";
import { copyTree, type Copy } from "./copy";
import { parseProof, type Proof } from "./proof";
import { runSpecification, type Outcome } from "./specification";

const root = resolve(__dirname, "../..");
const folder = join(root, "proofs");

function readProofs(names: readonly string[]): Proof[] {
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".patch")).map((file) => file.slice(0, -".patch".length)).sort() : [];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no proof is called ${unknown.join(", ")}; there are: ${all.join(", ") || "none"}`);
  return (names.length > 0 ? names : all).map((name) => parseProof(name, readFileSync(join(folder, `${name}.patch`), "utf8")));
}

/** Null when the proof holds, else what is wrong with it. */
async function failureOf(proof: Proof, copy: Copy, untouched: (proof: Proof) => Promise<Outcome>): Promise<string | null> {
  const before = await untouched(proof);
  if (before !== "green") return `its specification is ${before} although nothing was removed`;
  const refused = copy.apply(proof.patch);
  if (refused !== null) return `the patch no longer applies: ${refused}`;
  try {
    const after = await runSpecification(copy.path, proof);
    return after === "red" ? null : `without the guard its specification is ${after}, not red`;
  } finally {
    copy.revert(proof.patch);
  }
}

async function main(names: readonly string[]): Promise<void> {
  const wanted = cases.filter(({ name }) => names.length === 0 || names.includes(name));
  const proofNames = names.filter((name) => !wanted.some((each) => each.name === name));
  const proofs = names.length > 0 && proofNames.length === 0 ? [] : readProofs(proofNames);
  const copy = copyTree(root);
  const seen = new Map<string, Promise<Outcome>>();
  const untouched = (proof: Proof): Promise<Outcome> => {
    const key = [proof.specification, proof.title, proof.database].join(" ");
    let outcome = seen.get(key);
    if (!outcome) seen.set(key, (outcome = runSpecification(copy.path, proof)));
    return outcome;
  };
  let failed = 0;
  try {
    for (const each of wanted) {
      const { passed, line } = await runCase(each, copy.path);
      if (!passed) failed++;
      console.log(line);
    }
    for (const proof of proofs) {
      const failure = await failureOf(proof, copy, untouched);
      if (failure !== null) failed++;
      console.log(`${failure === null ? "PASS" : "FAIL"}  ${proof.name.padEnd(32)}  ${proof.guard}`);
      if (failure !== null) console.log(`      ${failure} (${proof.specification} -t "${proof.title}")`);
    }
  } finally {
    copy.remove();
  }
  const total = wanted.length + proofs.length;
  console.log(`\n${total - failed} passed, ${failed} failed`);
  if (failed > 0 || total === 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
