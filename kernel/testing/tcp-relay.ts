import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Stands between a client and a server, so that a specification can cut the line as a crash does. */
export interface TcpRelay {
  readonly port: number;
  /** Ends every connection at once and lets nobody in. */
  cut(): Promise<void>;
  /** Lets them in again, under the same port. */
  restore(): Promise<void>;
}

export async function relayTo(host: string, port: number): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  let server: Server = accept(sockets, host, port);
  await listen(server, 0);
  const own = (server.address() as AddressInfo).port;
  return {
    port: own,
    async cut() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
    async restore() {
      server = accept(sockets, host, port);
      await listen(server, own);
    },
  };
}

function accept(sockets: Set<Socket>, host: string, port: number): Server {
  return createServer((near) => {
    const far = connect(port, host);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => { sockets.delete(socket); other.destroy(); });
      socket.pipe(other);
    }
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
}
