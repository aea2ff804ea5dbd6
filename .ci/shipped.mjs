// What ships, as a newcomer meets it: node, npm and sh on the PATH and nothing else. Every limit here is a promise of the README.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const [directory, bin] = process.argv.slice(2);
const limits = { megabytes: 150, firstStartMs: 10_000, nextStartMs: 3_000, endMs: 2_000 };

function bareMachine() {
  mkdirSync(join(bin, "tmp"), { recursive: true });
  for (const name of ["node", "npm", "sh"]) {
    const found = execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    symlinkSync(realpathSync(found), join(bin, name));
  }
}

function assertSize() {
  const kilobytes = Number(execFileSync("du", ["-sk", "--exclude=.git", directory], { encoding: "utf8" }).split("\t")[0]);
  const megabytes = Math.round(kilobytes / 1024);
  assert.ok(megabytes <= limits.megabytes, `what ships takes ${megabytes} MB, more than ${limits.megabytes}`);
  console.log(`what ships takes ${megabytes} MB of ${limits.megabytes}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function start(port, limit) {
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: directory,
    // A temporary folder of its own too: nothing compiled before may speed the first start up.
    env: { PATH: bin, HOME: join(bin, "home"), TMPDIR: join(bin, "tmp"), PORT: String(port) },
    // A group of its own, as a terminal gives it: Ctrl-C reaches all of it.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Nothing stays behind when a promise is broken.
  process.once("exit", () => { if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL"); });
  let printed = "";
  child.stdout.on("data", (chunk) => { printed += chunk; });
  const isReady = () => fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok, () => false);
  while (!(await isReady())) {
    assert.equal(child.exitCode, null, `npm start ended with ${child.exitCode}:\n${printed}`);
    assert.ok(performance.now() - began < limit * 3, `npm start is not ready:\n${printed}`);
    await pause(20);
  }
  const took = Math.round(performance.now() - began);
  assert.ok(took <= limit, `npm start was ready after ${took} ms, later than ${limit}`);
  console.log(`ready after ${took} ms of ${limit}`);
  while (!printed.includes("Ctrl-C")) await pause(20);
  return { child, printed };
}

async function end({ child }, port) {
  const began = performance.now();
  process.kill(-child.pid, "SIGINT");
  while (child.exitCode === null && child.signalCode === null) await pause(10);
  const took = Math.round(performance.now() - began);
  assert.ok(took <= limits.endMs, `Ctrl-C took ${took} ms, longer than ${limits.endMs}`);
  await assert.rejects(fetch(`http://127.0.0.1:${port}/health`), "something still answers after Ctrl-C");
  console.log(`Ctrl-C ended it in ${took} ms of ${limits.endMs}`);
}

async function ask(port, query, variables, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const answer = await response.json();
  assert.deepEqual([response.status, answer.errors], [200, undefined], JSON.stringify(answer));
  return answer.data;
}

bareMachine();
assertSize();
const port = await freePort();

const first = await start(port, limits.firstStartMs);
const { sites } = await ask(port, "{ sites(first: 1) { nodes { id name } } }");
const token = /administrator\s+(\S+)/.exec(first.printed)[1];
const name = `${sites.nodes[0].name}（改名）`;
const { renameSite } = await ask(port, "mutation($input: RenameSiteInput!) { renameSite(input: $input) { userErrors { message } } }", { input: { siteId: sites.nodes[0].id, name } }, token);
assert.deepEqual(renameSite.userErrors, []);
await end(first, port);

const second = await start(port, limits.nextStartMs);
const kept = await ask(port, "query($id: ID!) { site(id: $id) { name } }", { id: sites.nodes[0].id });
assert.equal(kept.site.name, name, "what was written before the restart is gone");
await end(second, port);
