import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { RegisterStatus } from '../../renderer/data/register-data';
import { dataProbeApp } from './support/data-probe-app';
import { launchRegister, type LaunchedRegister } from './support/launch';
import { startSyncServer, type RunningSyncServer } from './support/sync-server';

const PIN = '481523';
const form = { firstName: 'Betty', lastName: 'Smith', phone: '', email: '', internalId: '' };

let app: Awaited<ReturnType<typeof dataProbeApp>>;

test.beforeAll(async () => {
  app = await dataProbeApp();
});
test.afterAll(() => app.remove());

/** A register whose page is the probe, with its first user signed in. */
async function aRegister(
  server: RunningSyncServer,
  userDataDir?: string,
  joinCode?: string,
): Promise<LaunchedRegister> {
  const register = await launchRegister({
    ...{ appFolder: app.folder, serverUrl: server.url },
    ...(userDataDir === undefined ? {} : { userDataDir }),
    ...(joinCode === undefined ? {} : { joinCode }),
  });
  await expect
    .poll(() => register.page.evaluate(() => window.pawtill.registerState()))
    .toMatchObject({ kind: 'joined' });
  expect(
    await register.page.evaluate(async (pin) => {
      const { users } = await window.pawtill.signInUsers();
      return window.pawtill.signIn(users[0]?.id ?? '', pin);
    }, PIN),
  ).toMatchObject({ kind: 'signed-in' });
  return register;
}

async function status({ page }: LaunchedRegister): Promise<RegisterStatus> {
  return page.evaluate(async () => {
    const data = await window.probe.data();
    return new Promise<RegisterStatus>((resolve) => {
      const stop = data.watchStatus((told) => {
        resolve(told);
        setTimeout(() => stop());
      });
    });
  });
}

const addBetty = (register: LaunchedRegister, firstName: string) =>
  register.page.evaluate(
    async (given) => {
      const added = await (await window.probe.data()).addCustomer(given, []);
      if (!added.ok) throw new Error(added.refusal.code);
      return added.value.customerId;
    },
    { ...form, firstName },
  );

const finish = (register: LaunchedRegister, id: string, customerId: string) =>
  register.page.evaluate(
    async ([draftId, customer]) => {
      const line = { line: 0, upc: '012345678905', description: '', quantity: 1, entry: 'scan', at: 1 } as const;
      const draft = {
        ...{ id: draftId, customerId: customer, openedAt: Date.now(), captureOn: true, nextLine: 1 },
        ...{
          lines: [{ ...line, unitPriceCents: null }],
          countedAsPurchase: [],
          redemptions: [],
          later: [],
          reasons: [],
        },
        customFields: {},
      };
      const finished = await (await window.probe.data()).finish(draft);
      return finished.ok ? finished.value.facts.receiptNumber : finished.refusal.code;
    },
    [id, customerId] as const,
  );

const found = (register: LaunchedRegister, text: string) =>
  register.page.evaluate(async (typed) => {
    const reply = await (await window.probe.data()).lookup(typed, true);
    return reply.kind === 'found' ? reply.rows.map((row) => row.firstName) : reply.kind;
  }, text);

test('the register’s store keeps its promises on real IndexedDB', async () => {
  const register = await launchRegister({ appFolder: app.folder });
  expect(await register.page.evaluate(() => window.probe.brokenPromises())).toEqual([]);
  expect(register.complaints).toEqual([]);
  await register.close();
});

test('sold offline, killed, browser storage deleted: nothing is lost, and the other register hears of it', async () => {
  const server = await startSyncServer();
  const first = await launchRegister({ appFolder: app.folder, serverUrl: server.url });
  const business = {
    kind: 'business' as const,
    accountName: 'Happy Paws',
    location: { name: 'Harbor', code: 'HB', country: 'US', timeZone: 'America/New_York', phone: '', address: '' },
    ...{ username: 'olivia@example.com', pin: PIN },
  };
  expect(await first.page.evaluate((request) => window.pawtill.setUp(request), business)).toEqual({ kind: 'joined' });
  await first.close();
  const a = await aRegister(server, undefined, await server.joinCode());
  const b = await aRegister(server, undefined, await server.joinCode());
  await expect.poll(() => status(a)).toMatchObject({ network: 'online', customersReady: true });
  await expect.poll(() => status(b)).toMatchObject({ network: 'online', customersReady: true });

  const anna = await addBetty(a, 'Anna');
  await expect.poll(() => found(b, 'Anna')).toEqual(['Anna']);

  const { port, dataFolder } = server;
  await server.kill();
  await expect.poll(() => status(a)).toMatchObject({ network: 'offline' });
  const bill = await addBetty(a, 'Bill');
  expect(await found(a, 'Bill')).toEqual(['Bill']);
  const receipt = await finish(a, 'visit-1', bill);
  expect(receipt).toMatch(/HB/);
  expect(await finish(a, 'visit-1', bill)).toBe(receipt);
  await a.kill();

  const storage = (await readdir(a.userDataDir)).includes('IndexedDB') ? 'IndexedDB' : join('Partitions', 'register');
  await rm(join(a.userDataDir, storage), { recursive: true });
  const again = await aRegister(server, a.userDataDir);
  await expect.poll(() => found(again, 'Bill')).toEqual(['Bill']);
  expect(await finish(again, 'visit-1', bill)).toBe(receipt);
  expect(await status(again)).toMatchObject({ network: 'offline' });

  const restarted = await startSyncServer({ port, dataFolder });
  await expect.poll(() => status(again), { timeout: 60_000 }).toMatchObject({ network: 'online', unsentEntries: 0 });
  await expect.poll(() => found(b, 'Bill'), { timeout: 60_000 }).toEqual(['Bill']);
  await expect.poll(() => found(again, 'Anna')).toEqual(['Anna']);
  const seen = await b.page.evaluate(async (customerId) => {
    const data = await window.probe.data();
    return new Promise<number>((resolve) => {
      data.watchCustomer(customerId, (view) => resolve(Object.keys(view?.standing.through ?? {}).length));
    });
  }, bill);
  expect(seen).toBeGreaterThan(0);
  expect(anna).not.toBe(bill);
  expect([...again.complaints, ...b.complaints]).toEqual([]);
  await again.close();

  // Files that are there but hold nonsense are as good as none.
  const folder = join(a.userDataDir, storage);
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) await writeFile(join(file.parentPath, file.name), 'nonsense'.repeat(1000));
  }
  const third = await aRegister(restarted, a.userDataDir);
  await expect.poll(() => found(third, 'Bill')).toEqual(['Bill']);
  await expect.poll(() => found(third, 'Anna')).toEqual(['Anna']);
  expect(await finish(third, 'visit-1', bill)).toBe(receipt);
  await third.close();
  await rm(a.userDataDir, { recursive: true, force: true });
  await b.close();
  await restarted.stop();
  await rm(dataFolder, { recursive: true, force: true });
});
