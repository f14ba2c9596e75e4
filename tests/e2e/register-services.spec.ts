import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { PawtillBridge } from '../../core/ipc/bridge';
import type { DataPortReply, DataPortRequest, DataPortRequestName } from '../../core/ipc/data-port';
import { launchRegister } from './support/launch';
import { probeApp } from './support/probe-app';
import { startSyncServer } from './support/sync-server';

type Pawtill = { readonly pawtill: PawtillBridge };

const PIN = '680213';

/** A page of the register's own origin in which no app takes the port: the test is the data worker. */
async function actAsWorker(page: Page): Promise<void> {
  await page.goto('pawtill://register/assets/probe-worker.js');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener('message', ({ data, ports: [port] }) => {
          if (data !== 'pawtill:data-port' || port === undefined) return;
          const waiting = new Map<number, (answer: unknown) => void>();
          port.onmessage = (event: MessageEvent<{ readonly id?: number }>) =>
            waiting.get(event.data.id ?? -1)?.(event.data);
          let last = 0;
          const ask = (name: string, request: unknown) =>
            new Promise((settle) => {
              waiting.set((last += 1), settle);
              port.postMessage({ id: last, name, request });
            });
          Object.assign(globalThis, { ask });
          resolve();
        });
        (globalThis as unknown as Pawtill).pawtill.openDataPort();
      }),
  );
}

async function ask<Name extends DataPortRequestName>(
  page: Page,
  name: Name,
  request: DataPortRequest<Name>,
): Promise<DataPortReply<Name>> {
  const answer = await page.evaluate(
    ([asked, message]) =>
      (globalThis as unknown as { ask(name: string, request: unknown): unknown }).ask(asked, message),
    [name, request] as const,
  );
  expect(answer).toHaveProperty('reply');
  return (answer as { readonly reply: DataPortReply<Name> }).reply;
}

function aSale(transactionId: string): DataPortRequest<'journal:append'> {
  const facts = {
    ...{ transactionId, kind: 'sale', customerId: null, openedAt: 1, businessDate: '2026-01-05' },
    ...{ lines: [], punches: [], redemptions: [], points: [], tenders: [] },
    ...{ discountCents: 0, totalCents: null, customFields: {} },
  };
  const entry = { effectId: transactionId, kind: 'transaction-finished', facts, personal: null, ruleVersions: {} };
  return { entries: [entry] };
}

const signIn = (page: Page, pin: string) =>
  page.evaluate(async (typed) => {
    const { pawtill } = globalThis as unknown as Pawtill;
    const [user] = (await pawtill.signInUsers()).users;
    return pawtill.signIn(user?.id ?? '', typed);
  }, pin);

test('a business is set up, a sale is finished, the power goes, the cable is out: the sale is there (OX-1, RO-13, SA-9)', async () => {
  const server = await startSyncServer();
  const probe = await probeApp();
  const userDataDir = await mkdtemp(join(tmpdir(), 'pawtill-register-'));
  const launch = { appFolder: probe.folder, userDataDir, serverUrl: server.url };
  const first = await launchRegister(launch);
  const register = (page: Page) => page.evaluate(() => (globalThis as unknown as Pawtill).pawtill.registerState());
  try {
    expect(await register(first.page)).toEqual({ kind: 'new', serverUrl: server.url, server: 'empty' });
    const done = await first.page.evaluate(
      (pin) =>
        (globalThis as unknown as Pawtill).pawtill.setUp({
          kind: 'business',
          accountName: 'Corner Pets',
          location: { name: 'Corner', code: 'COR', country: 'US', timeZone: 'America/Chicago', phone: '', address: '' },
          username: 'Ann',
          pin,
        }),
      PIN,
    );
    expect(done).toEqual({ kind: 'joined' });
    expect(await register(first.page)).toMatchObject({ kind: 'joined', locationName: 'Corner', user: null });
    expect(await signIn(first.page, '111111')).toMatchObject({ kind: 'refused', code: 'wrong-pin' });
    expect(await signIn(first.page, PIN)).toMatchObject({
      kind: 'signed-in',
      user: { username: 'Ann', role: 'admin' },
    });

    await actAsWorker(first.page);
    await ask(first.page, 'draft:save', { id: 'sale-1', savedAt: 1, content: { lines: [] } });
    const finished = await ask(first.page, 'journal:append', aSale('sale-1'));
    expect(finished).toMatchObject({ kind: 'appended', entries: [{ facts: { receiptNumber: 'COR-1-1' } }] });
    await first.kill();
    await server.stop();

    const second = await launchRegister(launch);
    expect(await register(second.page)).toMatchObject({ kind: 'joined', user: null });
    expect(await signIn(second.page, PIN)).toMatchObject({ kind: 'signed-in' });
    await actAsWorker(second.page);
    const { drafts, finished: receipts } = await ask(second.page, 'draft:list', {});
    expect(drafts).toEqual([]);
    expect(receipts).toEqual(finished.kind === 'appended' ? finished.entries : null);
    expect(await ask(second.page, 'journal:append', aSale('sale-1'))).toMatchObject({ repeated: ['sale-1'] });
    const next = await ask(second.page, 'journal:append', aSale('sale-2'));
    expect(next).toMatchObject({ entries: [{ facts: { receiptNumber: 'COR-1-2' } }] });
    await second.close();
  } finally {
    await first.kill().catch(() => undefined);
    await probe.remove();
    await server.stop().catch(() => undefined);
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a register joins unattended by the environment, and its page sees no token', async () => {
  const server = await startSyncServer();
  const setUp = await fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ kind: 'business', registerName: 'First', accountName: 'Corner Pets', admin: { username: 'Ann', pin: PIN } },
      location: {
        ...{ id: 'corner', kind: 'master', name: 'Corner', code: 'COR', country: 'US' },
        ...{ timeZone: 'America/Chicago', phone: '', address: '' },
      },
    }),
  });
  expect(setUp.status).toBe(200);
  const probe = await probeApp();
  const joinCode = await server.joinCode('Corner');
  const register = await launchRegister({ appFolder: probe.folder, serverUrl: server.url, joinCode });
  try {
    await actAsWorker(register.page);
    const { identity } = await ask(register.page, 'register:identity', {});
    expect(identity).toMatchObject({ registerNumber: 2, accountName: 'Corner Pets', serverUrl: server.url });
    expect(Object.keys(identity ?? {})).not.toContain('token');
    const reached = await register.page.evaluate(async () => (await fetch('/v1/users')).status);
    expect(reached).toBe(403);
    expect(register.complaints).toEqual([]);
  } finally {
    await register.close();
    await probe.remove();
    await server.stop();
  }
});
