import { serveAlone } from "../../kernel/process/serve-alone";
import { volunteer } from "./subgraph";

void serveAlone(volunteer);
