import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../core/kernel/amounts';
import { buildApp } from '../../app';
import { Demo } from '../../demo/demo-maker';
import { safeError } from '../../logging/safe-error';
import type { OpenBooks } from '../../open-books';
import { SetupDesk } from '../../setup/setup-desk';
import { openFor } from '../open-for';
import type { Say } from '../say';
import type { Settings } from '../settings';
import { CommandRefusal } from '../usage-error';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Ends in order: no new requests, streams closed, the demo between two batches, the database last. */
  stop(): Promise<void>;
}

/** `serve`: the sync server. Says on the output where it listens, in one line of JSON. */
export async function serveCommand(settings: Settings, logger: Logger, say: Say): Promise<RunningServer> {
  const opened = await openFor(settings, logger);
  const { books, clock, ids, live } = opened;
  const demo = new Demo({ books, clock, dataFolder: settings.data, logger });
  const chores = new Chores(opened, logger);
  let app: FastifyInstance | null = null;
  const stop = async () => {
    chores.stop();
    await demo.stop();
    await app?.close();
    await opened.close();
  };
  try {
    const setup = new SetupDesk({ books, clock, ids, demo });
    app = await buildApp({ books, clock, live, setup, logger, allowRemoteSetup: settings.allowRemoteSetup });
    const url = await listen(app, settings);
    chores.start();
    await demo.resume();
    logger.info({ url, migrated: opened.migrated }, 'listening');
    say.out(JSON.stringify({ event: 'listening', url }));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new CommandRefusal(`Port ${String(port)} is taken. Name another one with --port.`);
    if (code === 'EACCES') throw new CommandRefusal(`Port ${String(port)} may not be used by this user.`);
    if (code === 'EADDRNOTAVAIL') throw new CommandRefusal(`This computer has no address ${host}.`);
    throw error;
  }
  const { port: bound } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(bound)}`;
}

/** What the server does now and then by itself. */
class Chores {
  readonly #opened: OpenBooks;
  readonly #logger: Logger;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(opened: OpenBooks, logger: Logger) {
    this.#opened = opened;
    this.#logger = logger;
  }

  start(): void {
    const { books } = this.#opened;
    // A newer server may understand what an older one had to park.
    this.#once(SECOND_MS, 'judge parked entries', () => books.judgeParked());
    this.#daily('forget feed history', () => books.forgetFeedHistory());
    this.#daily('purge', () => books.purge());
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** An hour after the start, and every day. */
  #daily(chore: string, work: () => Promise<unknown>): void {
    this.#once(HOUR_MS, chore, work);
    this.#timers.push(setInterval(() => this.#do(chore, work), DAY_MS).unref());
  }

  #once(afterMs: number, chore: string, work: () => Promise<unknown>): void {
    this.#timers.push(setTimeout(() => this.#do(chore, work), afterMs).unref());
  }

  #do(chore: string, work: () => Promise<unknown>): void {
    work().then(
      (result) => this.#logger.info({ chore, result }, 'chore'),
      (error: unknown) => this.#logger.warn({ chore, err: safeError(error) }, 'chore failed'),
    );
  }
}
