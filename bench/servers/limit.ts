import type { CompiledQuery } from "graphql-jit";
import { compile, mergedSchema } from "./merged";
import { serveRaw } from "./raw-http";

const schema = mergedSchema();
const compiled = new Map<string, CompiledQuery>();

serveRaw((query, variables) => {
  let operation = compiled.get(query);
  if (!operation) compiled.set(query, (operation = compile(schema, query)));
  return operation.query(undefined, {}, variables);
});
