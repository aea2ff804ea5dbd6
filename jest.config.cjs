"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");

const modules = path.join(__dirname, "node_modules");

/** Packages that ship ES modules: jest loads CommonJS only, so these few are transformed and all others are taken as they are. */
function esModulePackages() {
  const names = readdirSync(modules).flatMap((name) => (name.startsWith("@") ? readdirSync(path.join(modules, name)).map((part) => `${name}/${part}`) : [name]));
  return names.filter((name) => {
    try {
      return JSON.parse(readFileSync(path.join(modules, name, "package.json"), "utf8")).type === "module";
    } catch {
      return false; // .bin, .cache
    }
  });
}

const swc = { ...JSON.parse(readFileSync(path.join(__dirname, ".swcrc"), "utf8")), swcrc: false };

/** Specifications of one engine, or of what has no database and runs other programs: once suffices. */
const only = { sqlite: ["kernel/database/sqlite", "kernel/testing/run-tests", "gateway/journeys/refused-start"], mysql: ["kernel/database/mysql"] };
const ofOtherEngines = (engine) => Object.keys(only).filter((other) => other !== engine).flatMap((other) => only[other].map((file) => `<rootDir>/${file}.spec.ts$`));

/** The same specifications, once on each database. */
const project = (engine) => ({
  displayName: engine,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: ["<rootDir>/**/*.spec.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/bench/", "<rootDir>/data/", ...ofOtherEngines(engine)],
  modulePathIgnorePatterns: ["<rootDir>/bench/", "<rootDir>/data/"],
  transform: { "\\.[mc]?[tj]s$": ["@swc/jest", swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esModulePackages().join("|")})/)`],
  setupFiles: ["reflect-metadata"],
  globals: { practiceGraphEngine: engine },
  globalSetup: `<rootDir>/kernel/testing/set-up-${engine}.ts`,
  globalTeardown: `<rootDir>/kernel/testing/tear-down-${engine}.ts`,
});

module.exports = { projects: [project("sqlite"), project("mysql")], maxWorkers: "100%", testTimeout: 30_000 };
