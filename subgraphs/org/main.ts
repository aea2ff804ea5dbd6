import { serveAlone } from "../../kernel/process/serve-alone";
import { org } from "./subgraph";

void serveAlone(org);
