import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import pino from 'pino';
import { openBooks, type OpenBooks } from '../../../sync-server/open-books';
import { serverSecret } from '../../../sync-server/cli/server-secret';
import { valueOf } from '../../../sync-server/plugins/refused';
import { pinVerifier } from '../../../sync-server/sign-in/pin';
import { screensOf, type Screens } from '../screens';
import { layCable, type Cable } from './cable';
import { programs } from './catalogue';
import { launchRegister, type LaunchedRegister, type LaunchOptions } from './launch';
import { statusAt } from './page-data';
import { writePast, type Past } from './past';
import { locations, staff, type Person } from './staff';
import { startSyncServer, type RunningSyncServer } from './sync-server';

/** A register at a counter, with its own cable to the server and somebody who works at it. */
export interface Counter {
  readonly register: LaunchedRegister;
  readonly page: LaunchedRegister['page'];
  readonly screens: Screens;
  readonly cable: Cable;
  readonly userDataDir: string;
  /** SIGKILL, as by a power cut. */
  kill(): Promise<void>;
  /** Starts it on the same profile and signs in again. */
  reopen(who?: Person): Promise<Counter>;
}

/** A small business on a real server. */
export interface Shop {
  readonly server: RunningSyncServer;
  /** Works on the books beside the running server, as its own commands do. */
  withBooks<Value>(work: (opened: OpenBooks) => Promise<Value>): Promise<Value>;
  /** A register that joined unattended at that location, online and signed in. */
  open(locationId: string, who: Person): Promise<Counter>;
  /** Ends the server in order, and starts it again at the same address. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Ends every register and the server, and removes what they wrote. */
  close(): Promise<void>;
}

/** A server with two shops, four people, three programs, and the past that `tell` writes. */
export async function openShop(tell: (past: Past) => void = () => undefined): Promise<Shop> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'pawtill-shop-'));
  let server = await startSyncServer({ dataFolder });
  const { port } = server;
  const withBooks = <Value>(work: (opened: OpenBooks) => Promise<Value>) => workOnBooks(dataFolder, work);
  const codes = await withBooks(async (opened) => {
    await setUp(opened);
    await writePast(opened, tell);
    return joinCodes(opened);
  });

  const profiles: string[] = [];
  const cables: Cable[] = [];
  const running = new Set<LaunchedRegister>();
  const launch = async (options: LaunchOptions & { userDataDir: string }, cable: Cable, who: Person) => {
    const register = await launchRegister(options);
    running.add(register);
    const { page } = register;
    const screens = screensOf(page);
    const kill = async () => {
      running.delete(register);
      await register.kill();
    };
    const reopen = (next: Person = who) => launch({ userDataDir: options.userDataDir }, cable, next);
    await screens.signIn.signIn(who);
    return { ...{ register, page, screens, cable, kill, reopen }, userDataDir: options.userDataDir };
  };

  return {
    get server() {
      return server;
    },
    withBooks,
    async open(locationId, who) {
      const userDataDir = await mkdtemp(join(tmpdir(), 'pawtill-register-'));
      profiles.push(userDataDir);
      const cable = await layCable(server.url);
      cables.push(cable);
      const joinCode = codes.get(locationId)?.pop();
      if (joinCode === undefined) throw new Error(`no join code is left for ${locationId}`);
      const counter = await launch({ userDataDir, serverUrl: cable.url, joinCode }, cable, who);
      await counter.screens.frame.waitUntilReady();
      // Everything the server has for it was read, so that from now on it can do without.
      await expect.poll(async () => (await statusAt(counter.page)).dataAsOf).not.toBeNull();
      expect((await statusAt(counter.page)).notices).toEqual([]);
      return counter;
    },
    stopServer: () => server.stop(),
    async startServer() {
      server = await startSyncServer({ dataFolder, port });
    },
    async close() {
      for (const register of running) await register.close().catch(() => register.kill());
      for (const cable of cables) await cable.close();
      await server.stop();
      for (const folder of [...profiles, dataFolder]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      await rm(`${dataFolder}.log`, { force: true });
    },
  };
}

async function workOnBooks<Value>(data: string, work: (opened: OpenBooks) => Promise<Value>): Promise<Value> {
  const secret = await serverSecret(join(data, 'server-secret'));
  const logger = pino({ level: 'error' }, pino.destination(2));
  const opened = await openBooks({ data, databaseUrl: null, secret, poolSize: 3, appVersion: '0.0.0', logger });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

async function setUp({ books }: OpenBooks): Promise<void> {
  const users = Object.values(staff).map(async ({ pin, ...user }) => ({
    user: { ...user, active: true, demoPin: null },
    verifier: await pinVerifier(pin),
  }));
  const business = { accountName: 'Corner Pets', demo: false, features: ['internal_customer_id'], locations };
  valueOf(await books.setUpBusiness({ ...business, users: await Promise.all(users) }));
  await books.putPrograms(programs);
}

/** Codes enough for the registers of one spec, made in one go. */
async function joinCodes({ books }: OpenBooks): Promise<ReadonlyMap<string, string[]>> {
  const codes = new Map<string, string[]>();
  for (const { id } of locations) {
    const made = [1, 2, 3].map(async () => valueOf(await books.createJoinCode(id, 'location')));
    codes.set(id, await Promise.all(made));
  }
  return codes;
}
