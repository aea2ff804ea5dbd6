import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { explorerPage } from "./explorer-page";

/** An operation that the explorer opens with, in a tab of its own. Every one runs against the demo world. */
export interface Example {
  readonly file: string;
  readonly query: string;
}

export function readExamples(): readonly Example[] {
  const folder = path.join(__dirname, "examples");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => ({ file, query: readFileSync(path.join(folder, file), "utf8") }));
}

const year = 365 * 24 * 60 * 60;

/** GraphiQL at `/explorer`, from this machine alone: nothing in the page comes from another origin, and its policy allows nothing else. */
export function explorer(examples: readonly Example[] = readExamples()): FastifyPluginCallback {
  const assets = readAssets();
  const page = explorerPage({ examples: examples.map(({ query }) => query), addressOf: (name) => assets.get(name)!.address });
  return (app, _, done) => {
    app.get("/", (request, reply) => {
      if (request.headers.accept?.includes("text/html")) return reply.redirect("/explorer");
      return reply.send({ graphql: "/graphql", explorer: "/explorer", schema: "/schema.graphql", health: "/health", ready: "/ready" });
    });
    app.get("/explorer", (_request, reply) => reply.headers(page.headers).type("text/html; charset=utf-8").send(page.html));
    app.get<{ Params: { name: string } }>("/explorer/:name", (request, reply) => {
      const asset = assets.get(request.params.name);
      return asset ? sendAsset(request, reply, asset) : reply.callNotFound();
    });
    done();
  };
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  // The address holds the content's hash, so what a browser has kept is always right.
  reply.headers({ "cache-control": `public, max-age=${year}, immutable`, vary: "accept-encoding" }).type(asset.type);
  if (asset.compressed && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) return reply.header("content-encoding", "br").send(asset.compressed);
  return reply.send(asset.plain());
}

interface Asset {
  readonly address: string;
  readonly type: string;
  readonly compressed: Buffer | null;
  plain(): Buffer;
}

function readAssets(): ReadonlyMap<string, Asset> {
  const folder = path.join(__dirname, "assets");
  const names = readdirSync(folder).filter((file) => /\.(js|css)(\.br)?$/.test(file));
  return new Map(names.map((file) => [file.replace(/\.br$/, ""), readAsset(path.join(folder, file))]));
}

function readAsset(file: string): Asset {
  const bytes = readFileSync(file);
  const isCompressed = file.endsWith(".br");
  const name = path.basename(file, ".br");
  return {
    address: `/explorer/${name}?${createHash("sha256").update(bytes).digest("base64url").slice(0, 12)}`,
    type: name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
    compressed: isCompressed ? bytes : null,
    plain: () => (isCompressed ? brotliDecompressSync(bytes) : bytes),
  };
}
