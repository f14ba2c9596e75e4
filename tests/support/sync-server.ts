import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import type { Location, User } from '../../core/domain/organisation/organisation';
import type { JoinReply } from '../../core/sync/join';
import { buildApp } from '../../sync-server/app';
import { Demo } from '../../sync-server/demo/demo-maker';
import { demoPrograms } from '../../sync-server/demo/shop/programs';
import { createLogger } from '../../sync-server/logging/logger';
import { layBooks, type OpenBooks } from '../../sync-server/open-books';
import { SetupDesk } from '../../sync-server/setup/setup-desk';
import { pinVerifier } from '../../sync-server/sign-in/pin';
import { valueOf } from '../../sync-server/plugins/refused';
import { aDatabase, type TestDatabase } from './postgres';

export { aServerProcess, removeServerData, runCommand, type ServerProcess } from './sync-server-process';

/** A sync server in this process, on a real PostgreSQL database of its own, for `inject` and for real requests. */
export interface TestServer extends Omit<OpenBooks, 'migrated' | 'close'> {
  readonly app: FastifyInstance;
  readonly demo: Demo;
  /** Everything it logged so far, on its chattiest level. */
  log(): string;
  /** Listens on a free port of 127.0.0.1 from now on. */
  listen(): Promise<string>;
  /** A register at that location, joined like any other. */
  join(locationId: string, scope?: 'location' | 'all'): Promise<JoinReply>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Another server process on the same database. */
  readonly database?: TestDatabase;
  readonly allowRemoteSetup?: boolean;
  readonly heartbeatMs?: number;
  /** Customers of the demo, if it is made. */
  readonly demoCustomers?: number;
  readonly dataFolder?: string;
}

const SECRET = 'a secret that every server of one test database has';
const running: TestServer[] = [];

afterAll(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** A server over an empty database. It is stopped when the test file ends. */
export async function aServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = options.database ?? (await aDatabase());
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void lines.push(line) });
  const { close, ...opened } = layBooks(database, SECRET, logger);
  const { books, clock, ids, live } = opened;
  await books.prepare();
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'pawtill-server-')));
  const demo = new Demo({ books, clock, dataFolder, logger, customers: options.demoCustomers ?? 50 });
  const setup = new SetupDesk({ books, clock, ids, demo });
  const { allowRemoteSetup = false, heartbeatMs = 10_000 } = options;
  const app = await buildApp({ books, clock, live, setup, logger, allowRemoteSetup, heartbeatMs });

  let stopped: Promise<void> | null = null;
  const server: TestServer = {
    ...opened,
    app,
    demo,
    log: () => lines.join(''),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    join: async (locationId, scope = 'location') => {
      const code = valueOf(await books.createJoinCode(locationId, scope));
      return valueOf(await books.redeemJoinCode({ code, registerName: 'Counter' }));
    },
    stop: () =>
      (stopped ??= (async () => {
        await demo.stop();
        await app.close();
        await (options.database === undefined ? close() : live.close());
        if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
      })()),
  };
  running.push(server);
  return server;
}

/** PINs of `aBusiness`'s users. */
export const testPins = { admin: '802416', cashier: '937205', subAdmin: '615938' } as const;

export const testLocations: readonly Location[] = [
  aLocation('midtown', 'master', 'Midtown', 'MID'),
  aLocation('harbor', 'sub', 'Harbor', 'HAR'),
];

const users = {
  admin: aUser('admin', 'admin', 'midtown'),
  cashier: aUser('cashier', 'cashier', 'midtown'),
  subAdmin: aUser('sub-admin', 'admin', 'harbor'),
} as const satisfies Record<keyof typeof testPins, User>;

/** A server with a business of two locations, a user of each kind, and programs. */
export async function aBusiness(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await aServer(options);
  const newUsers = (Object.keys(testPins) as (keyof typeof testPins)[]).map(async (key) => ({
    user: users[key],
    verifier: await pinVerifier(testPins[key]),
  }));
  valueOf(
    await server.books.setUpBusiness({
      ...{ accountName: 'Corner Pets', demo: false, features: [], locations: testLocations },
      users: await Promise.all(newUsers),
    }),
  );
  await server.books.putPrograms(demoPrograms('2020-01-01'));
  return server;
}

function aLocation(id: string, kind: Location['kind'], name: string, code: string): Location {
  return { id, kind, name, code, country: 'US', timeZone: 'America/New_York', phone: '', address: '' };
}

function aUser(id: string, role: User['role'], locationId: string): User {
  return { id, username: id, role, locationId, active: true, demoPin: null };
}
