import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { parts } from "../parts";

async function serve(): Promise<void> {
  const part = parts.find(({ name }) => name === process.env["BENCH_PART"])!;
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])\n`;
  const schema = buildSubgraphSchema({ typeDefs: parse(link + part.typeDefs), resolvers: part.resolvers as never });
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port: 0, host: "127.0.0.1" } });
  process.send!({ url });
}

void serve();
