import { fusedGraph } from "../product/fused";
import { serveEdge } from "./edge";

void serveEdge(fusedGraph);
