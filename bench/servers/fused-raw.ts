import { fusedExecute } from "../product/execute";
import { serveRaw } from "./raw-http";

void fusedExecute().then(serveRaw);
