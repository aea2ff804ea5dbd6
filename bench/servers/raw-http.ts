import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The least that HTTP costs: no framework, no checks. Whoever answers through this differs from the limit by its executor alone. */
export function serveRaw(answer: (query: string, variables: Record<string, unknown>) => unknown): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { query: string; variables: Record<string, unknown> };
      void Promise.resolve(answer(query, variables)).then((result) => {
        const text = JSON.stringify(result);
        response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(text) });
        response.end(text);
      });
    });
  });
  server.listen(0, "127.0.0.1", () => process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }));
}
