import { query } from "../query";
import { compile, mergedSchema } from "./merged";
import { serveLoop } from "./serve-loop";

const compiled = compile(mergedSchema(), query);
serveLoop((variables) => compiled.query(undefined, {}, { ...variables }));
