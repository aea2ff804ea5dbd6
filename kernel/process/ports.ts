import { createServer } from "node:net";

/** Rejects as listening would, for who wants to know before anything is made or erased. */
export async function assertFree(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  await new Promise((resolve) => server.close(resolve));
}
