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


test('bench', async () => {
  const server = await startSyncServer();
  const probe = await probeApp();
  const r = await launchRegister({ appFolder: probe.folder, serverUrl: server.url });
  await r.page.evaluate((pin) => (globalThis as unknown as Pawtill).pawtill.setUp({ kind: 'business', accountName: 'C', location: { name: 'Corner', code: 'COR', country: 'US', timeZone: 'America/Chicago', phone: '', address: '' }, username: 'Ann', pin }), PIN);
  await signIn(r.page, PIN);
  await actAsWorker(r.page);
  await new Promise((x) => setTimeout(x, 3000));
  const out = await r.page.evaluate(async (sale) => {
    const ask = (globalThis as unknown as { ask(n: string, q: unknown): Promise<any> }).ask;
    const q = (a: number[]) => { a.sort((x, y) => x - y); return [a[a.length >> 1], a[Math.floor(a.length * 0.95)], a[a.length - 1]].map((n) => n!.toFixed(2)).join(' / '); };
    const heads: number[] = []; for (let i = 0; i < 500; i++) { const t = performance.now(); await ask('session:current', {}); heads.push(performance.now() - t); }
    const apps: number[] = []; for (let i = 0; i < 500; i++) { const t = performance.now(); const id = 's' + i; const rep = await ask('journal:append', { entries: [{ ...sale.entries[0], effectId: id, facts: { ...sale.entries[0]!.facts, transactionId: id } }] }); if (rep.reply.kind !== 'appended') throw new Error(JSON.stringify(rep)); apps.push(performance.now() - t); }
    const drafts: number[] = []; for (let i = 0; i < 200; i++) { const t = performance.now(); await ask('draft:save', { id: 'd', savedAt: i, content: { lines: [] } }); drafts.push(performance.now() - t); }
    return { heads: q(heads), apps: q(apps), drafts: q(drafts) };
  }, aSale('x'));
  console.log(JSON.stringify(out));
  const s0 = await r.page.evaluate(async (pin) => { const p = (globalThis as unknown as Pawtill).pawtill; const [u] = (await p.signInUsers()).users; const t: number[] = []; for (let i = 0; i < 10; i++) { const s = performance.now(); await p.signIn(u!.id, pin); t.push(performance.now() - s); } return t.map((x) => x.toFixed(0)).join(' '); }, PIN);
  console.log('sign-in ms', s0);
  await r.close(); await probe.remove(); await server.stop();
});
