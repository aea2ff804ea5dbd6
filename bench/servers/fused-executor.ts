import { fusedExecute } from "../product/execute";
import { query } from "../query";
import { serveLoop } from "./serve-loop";

void fusedExecute().then((execute) => { serveLoop((variables) => execute(query, { ...variables })); });
