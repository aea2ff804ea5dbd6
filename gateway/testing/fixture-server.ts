import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { execute, type GraphQLError, parse, specifiedRules, validate } from "graphql";
import { anonymous, type Caller } from "../../kernel/auth/caller";
import { faultOf } from "../../kernel/errors/faults";
import { relax } from "../../kernel/execution/relax";
import type { FixtureSubgraph } from "./fixture-subgraph";

/** One fixture subgraph behind a port, answering as a served subgraph does. */
export interface FixtureServer {
  readonly name: string;
  readonly url: string;
  /** What it was asked, in order. */
  readonly received: { readonly headers: IncomingMessage["headers"]; readonly query: string; readonly variables: Record<string, any> }[];
  /** "dead" breaks every connection, "hanging" never answers, a number is that status without a body that means anything. */
  mood: "well" | "dead" | "hanging" | number;
  /** Only so many requests fail in that mood, then it is well. */
  moodLasts: number;
  close(): Promise<void>;
}

export const callerHeader = "x-fixture-caller";

export async function serveFixture(subgraph: FixtureSubgraph): Promise<FixtureServer> {
  const schema = relax(subgraph.schema);
  const server: Server = createServer((request, response) => {
    void (async () => {
      if (served.mood === "dead" && spend()) return request.socket.destroy();
      if (served.mood === "hanging" && spend()) return;
      if (request.url === "/ready") return response.writeHead(200).end("{}");
      if (typeof served.mood === "number" && spend()) return response.writeHead(served.mood).end("oops from 10.0.0.7:4001");
      const { query, variables } = JSON.parse(await textOf(request)) as { query: string; variables?: Record<string, any> };
      served.received.push({ headers: request.headers, query, variables: variables ?? {} });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(await answer(query, variables ?? {}, request)));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const served: FixtureServer = {
    name: subgraph.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: [],
    mood: "well",
    moodLasts: Infinity,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return served;

  function spend(): boolean {
    if (served.moodLasts-- > 0) return true;
    served.mood = "well";
    return false;
  }

  async function answer(query: string, variables: Record<string, any>, request: IncomingMessage): Promise<object> {
    const document = parse(query);
    const faults = validate(schema, document, specifiedRules);
    if (faults.length > 0) return { errors: faults.map((fault) => ({ message: fault.message, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } })) };
    const header = request.headers[callerHeader];
    const caller = header ? (JSON.parse(String(header)) as Caller) : anonymous;
    const contextValue = subgraph.context({ caller, language: request.headers["accept-language"] === "en" ? "en" : "zh", requestId: String(request.headers["x-request-id"]) });
    const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
    return { data, errors: errors?.map(formatted) };
  }
}

function formatted(error: GraphQLError): object {
  const { code, parameters } = faultOf(error);
  return { message: code, path: error.path, extensions: { code, parameters } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
