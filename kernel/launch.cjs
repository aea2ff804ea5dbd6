// Starts a TypeScript entry point. Plain old JavaScript, so that a Node too old for the rest can still say so.
"use strict";
var required = [20, 19];
var running = process.versions.node.split(".").map(Number);
if (running[0] < required[0] || (running[0] === required[0] && running[1] < required[1])) {
  console.error("Practice Graph needs Node.js " + required.join(".") + " or later; this is " + process.versions.node + ". Install a newer one from https://nodejs.org and try again.");
  process.exit(1);
}
var path = require("path");
var entry = process.argv[2];
process.argv.splice(1, 2, path.resolve(entry));
// tsx looks for the compiler settings where the process was started, which may be anywhere; the bench has settings of its own.
process.env.TSX_TSCONFIG_PATH = process.env.TSX_TSCONFIG_PATH || path.join(__dirname, "..", "tsconfig.json");
require("tsx/cjs");
require("reflect-metadata");
require(path.resolve(entry));
