import { once } from "node:events";
import { createServer, request as requestTo, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a request on its way: nothing, or what processes and networks do to one another. */
export type Trouble =
  | "none"
  /** Nobody listens. */
  | "refuses"
  /** The connection breaks before anything is read. */
  | "breaks"
  /** Accepted, and never answered. */
  | "hangs"
  /** An answer that begins and does not go on. */
  | "stalls"
  /** The subgraph does what it was asked and dies before, or while, it says so. */
  | "dies"
  | "dies halfway"
  /** Somebody answers, but not the subgraph. */
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

export interface Passed {
  readonly signature: string;
  readonly text: string;
}

/** Stands between the gateway and one subgraph, or as balancer before its replicas, whom it asks in turn. */
export interface Line {
  readonly url: string;
  /** Addresses behind it. */
  readonly targets: string[];
  /** GraphQL requests that arrived here, in order. */
  readonly passed: Passed[];
  /** What a client meets when the target whose turn it is does not answer. */
  whenTargetIsGone: Trouble;
  /** For so many requests; then it is well. */
  trouble(kind: Trouble, times?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(...targets: readonly string[]): Promise<Line> {
  const line = new DisturbedLine([...targets]);
  await line.listen(0);
  return line;
}

class DisturbedLine implements Line {
  url = "";
  readonly passed: Passed[] = [];
  whenTargetIsGone: Trouble = "breaks";
  private server!: Server;
  private kind: Trouble = "none";
  private left = 0;
  private turn = 0;

  constructor(readonly targets: string[]) {}

  async listen(port: number): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async trouble(kind: Trouble, times = Infinity): Promise<void> {
    const wasRefusing = this.kind === "refuses";
    [this.kind, this.left] = [kind, times];
    if (kind === "refuses" && !wasRefusing) await this.close();
    if (kind !== "refuses" && wasRefusing) await this.listen(Number(new URL(this.url).port));
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (request.method === "POST") this.passed.push({ signature: String(request.headers["graph-signature"]), text });
    const kind = this.left-- > 0 ? this.kind : "none";
    if (misbehave(kind, request, response)) return;
    const answer = await this.forward(request, text).catch(() => null);
    if (!answer) return void misbehave(this.whenTargetIsGone, request, response);
    if (kind === "dies") return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers);
    if (kind === "dies halfway") return void response.write(answer.body.slice(0, answer.body.length / 2), () => request.socket.destroy());
    response.end(answer.body);
  }

  private forward({ method, url, headers }: IncomingMessage, body: string): Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }> {
    const target = new URL(url!, this.targets[this.turn++ % this.targets.length]);
    return new Promise((resolve, reject) => {
      const onwards = requestTo(target, { method, headers: { ...headers, connection: "close" }, agent: false }, (answer) => {
        const { connection: _, "keep-alive": __, ...kept } = answer.headers;
        textOf(answer).then((text) => resolve({ status: answer.statusCode!, headers: kept, body: text }), reject);
      });
      onwards.once("error", reject).end(body);
    });
  }
}

/** False when the target is to be asked all the same. */
function misbehave(kind: Trouble, request: IncomingMessage, response: ServerResponse): boolean {
  if (typeof kind === "object") response.writeHead(kind.status, { "content-type": "text/html", ...kind.headers }).end(kind.body);
  else if (kind === "breaks") request.socket.destroy();
  else if (kind === "stalls") response.writeHead(200, { "content-type": "application/json" }).write('{"data":{');
  else return kind === "hangs";
  return true;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
