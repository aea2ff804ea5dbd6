import { createRequire } from "node:module";
import tseslint from "typescript-eslint";

// The house's own rules are TypeScript like the rest.
const require = createRequire(import.meta.url);
require("tsx/cjs");
const { arrowsRule } = require("./tools/lint/arrows.ts");
const { generatedRule } = require("./tools/lint/generated.ts");
const { placesRule } = require("./tools/lint/places.ts");
const { shippedRule } = require("./tools/lint/shipped.ts");

const house = { rules: { arrows: arrowsRule, generated: generatedRule, places: placesRule, shipped: shippedRule } };

const language = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-var": "error",
  "prefer-const": "error",
  "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
  "no-restricted-imports": ["error", { patterns: [{ regex: "\\.(ts|js)$|/index$", message: "paths are relative, without extension, to the file itself" }] }],
};

// Type-aware where it pays: promises nobody waits for, conditions that never hold, values that lost their type.
const typed = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false, attributes: false, inheritedMethods: false } }],
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/return-await": ["error", "in-try-catch"],
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/prefer-promise-reject-errors": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/no-unnecessary-type-assertion": "error",
  "@typescript-eslint/no-unsafe-return": "error",
  "@typescript-eslint/no-unsafe-argument": "error",
  "@typescript-eslint/no-unsafe-assignment": "error",
  "@typescript-eslint/no-unsafe-call": "error",
  "@typescript-eslint/no-unsafe-member-access": "error",
  "@typescript-eslint/no-base-to-string": "error",
  "@typescript-eslint/restrict-plus-operands": "error",
  "@typescript-eslint/no-array-delete": "error",
  "@typescript-eslint/no-for-in-array": "error",
  "@typescript-eslint/no-implied-eval": "error",
  "@typescript-eslint/unbound-method": "off",
  "@typescript-eslint/require-await": "off",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true, allowNever: true }],
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
  // graphql-js itself types parents and arguments as any; the unsafe rules above catch it where it is used.
  "@typescript-eslint/no-explicit-any": "off",
  "@typescript-eslint/no-unsafe-function-type": "off",
  "@typescript-eslint/no-empty-function": "off",
  // CommonJS: a package without types, or one that is loaded only when it is needed.
  "@typescript-eslint/no-require-imports": "off",
  "@typescript-eslint/no-unsafe-enum-comparison": "off",
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
};

const lostTypes = ["argument", "assignment", "call", "member-access", "return"];
const typesMayBeLost = Object.fromEntries(lostTypes.map((name) => [`@typescript-eslint/no-unsafe-${name}`, "off"]));

export default tseslint.config(
  { ignores: ["**/node_modules/", "data/", "coverage/", "schema/", "gateway/explorer/assets/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { house },
    languageOptions: { parserOptions: { project: ["tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...language,
      ...typed,
      "house/arrows": "error",
      "house/generated": "error",
      "house/places": "error",
      "house/shipped": "error",
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  // Where a library hands out any: the drivers, graphql-js, and the policies, whose arguments graphql-js has already checked.
  {
    files: ["kernel/database/**/*.ts", "kernel/subgraph/**/*.ts", "kernel/execution/**/*.ts", "gateway/{fused,federated,composition,node}/**/*.ts", "**/*.policies.ts"],
    rules: typesMayBeLost,
  },
  // A specification reads answers as JSON; its describe blocks are as long as the rule book.
  { files: ["**/*.spec.ts", "**/testing/**/*.ts", "bench/**/*.ts"], rules: { ...typesMayBeLost, "max-lines-per-function": "off" } },
  // The bench stands on packages of its own, which are not always installed: its types are checked where they are.
  { files: ["bench/**/*.ts"], extends: [tseslint.configs.disableTypeChecked], languageOptions: { parserOptions: { project: null } } },
  { files: ["**/*.cjs", "**/*.mjs"], plugins: { house }, rules: { "no-undef": "off", "house/places": "error" } },
);
