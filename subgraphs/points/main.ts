import { serveAlone } from "../../kernel/process/serve-alone";
import { points } from "./subgraph";

void serveAlone(points);
