import { serveAlone } from "../../kernel/process/serve-alone";
import { activity } from "./subgraph";

void serveAlone(activity);
