import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CompiledQuery } from "graphql-jit";
import { compile, mergedSchema } from "./merged";

const schema = mergedSchema();
const compiled = new Map<string, CompiledQuery>();

async function answer(body: string): Promise<string> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  let operation = compiled.get(query);
  if (!operation) compiled.set(query, (operation = compile(schema, query)));
  return JSON.stringify(await operation.query(undefined, {}, variables));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    void answer(Buffer.concat(chunks).toString("utf8")).then((text) => {
      response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(text) });
      response.end(text);
    });
  });
});
server.listen(0, "127.0.0.1", () => process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` }));
