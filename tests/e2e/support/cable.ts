import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** The network between one register and the server, on this machine, with a plug a test can pull. */
export interface Cable {
  /** What the register takes for the server's address. */
  readonly url: string;
  /** Nothing gets through: open connections break and new ones are refused. */
  unplug(): void;
  /** Nothing gets through and nobody is told: what is sent is swallowed, as by a switch without power. */
  swallow(): void;
  plug(): void;
  close(): Promise<void>;
}

/** Lays a cable to the server at `url`; it stays the same when the server is started again at its port. */
export async function layCable(url: string): Promise<Cable> {
  const target = Number(new URL(url).port);
  let state: 'plugged' | 'unplugged' | 'swallowing' = 'plugged';
  const sockets = new Set<Socket>();
  const breakAll = () => sockets.forEach((socket) => socket.destroy());

  const server = createServer((near) => {
    if (state === 'unplugged') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      sockets.add(from);
      from.on('data', (data) => {
        if (state === 'plugged' && to.writable) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    unplug: () => {
      state = 'unplugged';
      breakAll();
    },
    swallow: () => (state = 'swallowing'),
    plug: () => {
      // What went into a swallowing cable is lost, so its connections are of no use any more.
      breakAll();
      state = 'plugged';
    },
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
