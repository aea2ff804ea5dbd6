import { createServer, type Connection } from "mysql2";
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

interface ServerSide extends Connection {
  sequenceId: number;
  serverHandshake(settings: object): void;
  writeTextResult(rows: object[], columns: object[]): void;
}

/** Speaks MySQL's protocol and answers every question with one row of one number: for settings that no test server should have. */
export async function fakeServer(answer: Record<string, number>): Promise<{ port: number; close(): Promise<void> }> {
  const fake = createServer((accepted) => answerAlways(accepted, answer));
  const { _server: server } = fake as unknown as { _server: Server };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function answerAlways(connection: ServerSide, answer: Record<string, number>): void {
  connection.on("error", () => undefined); // the client hangs up without a word
  connection.serverHandshake({ protocolVersion: 10, serverVersion: "8.0.0", connectionId: 1, statusFlags: 2, characterSet: 8, capabilityFlags: 0xffffff, authCallback: accept });
  connection.on("query", () => inSequence(connection, 1, () => connection.writeTextResult([answer], Object.keys(answer).map(column))));

  function accept(_parameters: unknown, done: (refusal: null) => void): void {
    inSequence(connection, 2, () => done(null));
  }
}

/** mysql2 numbers a server's packets on and on, where each exchange begins anew. */
function inSequence(connection: ServerSide, first: number, write: () => void): void {
  connection.sequenceId = first;
  write();
  connection.sequenceId = 0;
}

function column(name: string): object {
  return { catalog: "def", schema: "", table: "", orgTable: "", name, orgName: name, characterSet: 63, columnLength: 1, columnType: 3, flags: 0, decimals: 0 };
}
