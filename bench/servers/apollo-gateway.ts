import { ApolloGateway, IntrospectAndCompose } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

async function serve(): Promise<void> {
  const subgraphs = JSON.parse(process.env["BENCH_SUBGRAPHS"]!) as { name: string; url: string }[];
  const gateway = new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs }) });
  const { url } = await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: 0, host: "127.0.0.1" } });
  process.send!({ url });
}

void serve();
