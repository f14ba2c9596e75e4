import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that only counts who knocks: whole requests and bare connections. */
export interface CountingServer {
  readonly port: number;
  requests(): number;
  connections(): number;
  stop(): void;
}

/** Starts one on a free port of the loopback address. It would let anybody in: only the register's locks keep it at 0. */
export async function startCountingServer(): Promise<CountingServer> {
  let requests = 0;
  let connections = 0;
  const server = createServer((_request, reply) => {
    requests += 1;
    reply.setHeader('access-control-allow-origin', '*').end('in');
  });
  server.on('upgrade', (_request, socket) => {
    requests += 1;
    socket.destroy();
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => requests,
    connections: () => connections,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
