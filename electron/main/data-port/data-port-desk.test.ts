import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { AppendRequest, DataPortEvent } from '../../../core/ipc/data-port';
import { DataPortError } from '../../../core/ipc/data-port-client';
import { aSale } from '../../../tests/support/journals';
import { aRegister, type TestRegister } from '../../../tests/support/register-services';
import { aBusiness, testPins, type TestServer } from '../../../tests/support/sync-server';
import { valueOf } from '../../../sync-server/plugins/refused';

let server: TestServer;
let serverUrl: string;

beforeAll(async () => {
  server = await aBusiness();
  serverUrl = await server.listen();
});

async function aRegisterWith(user: 'cashier' | 'admin' | null): Promise<TestRegister> {
  const register = await aRegister({ serverUrl });
  const code = valueOf(await server.books.createJoinCode('midtown', 'location'));
  await register.services.joining.join(serverUrl, code);
  if (user !== null) expect(await register.services.signIn.signIn(user, testPins[user])).toMatchObject({ ok: true });
  return register;
}

function asked(
  effectId: string,
  kind: string,
  facts: AppendRequest['facts'],
  personal: AppendRequest['personal'] = null,
) {
  return { effectId, kind, facts, personal, ruleVersions: {} };
}

function aSaleAsked(transactionId: string): AppendRequest {
  const { effectId, kind, facts, personal, ruleVersions } = aSale(transactionId);
  return { effectId, kind, facts, personal, ruleVersions };
}

test('a finished transaction is written for the signed-in user and comes back with its receipt number (SA-9, RO-16)', async () => {
  const { worker } = await aRegisterWith('cashier');
  const reply = await worker.ask('journal:append', { entries: [aSaleAsked('sale-1')] });
  expect(reply).toMatchObject({
    kind: 'appended',
    repeated: [],
    entries: [{ userId: 'cashier', locationId: 'midtown', effectId: 'sale-1', overrideBy: null }],
  });
  const number = reply.kind === 'appended' ? reply.entries[0]?.facts['receiptNumber'] : null;
  expect(number).toMatch(/^MID-\d+-1$/);
  expect(await worker.ask('journal:append', { entries: [aSaleAsked('sale-1')] })).toEqual({
    ...reply,
    repeated: ['sale-1'],
  });
});

test('nobody writes anything before signing in', async () => {
  const { worker } = await aRegisterWith(null);
  const reply = await worker.ask('journal:append', { entries: [aSaleAsked('sale-1')] });
  expect(reply).toMatchObject({ kind: 'refused', code: 'not-signed-in' });
  expect((await worker.ask('journal:head', {})).head.sequence).toBe(0);
});

test('a Cashier who deletes or exports is refused whatever the screen says, and it is in the audit log (RO-11)', async () => {
  const register = await aRegisterWith('cashier');
  const deletion = asked('deletion', 'customer-deleted', { customerId: 'betty' });
  const facts = { what: 'customers', format: 'xlsx', rows: 1, scope: 'midtown', filtered: false };
  for (const entry of [deletion, asked('export', 'customers-exported', facts)]) {
    const reply = await register.worker.ask('journal:append', {
      entries: [aSaleAsked(`with-${entry.effectId}`), entry],
    });
    expect(reply).toMatchObject({ kind: 'refused', code: 'forbidden' });
  }
  expect(await register.audited()).toEqual([
    'signed-in cashier',
    'attempt-refused customer-deleted',
    'attempt-refused customers-exported',
  ]);
  expect((await register.entries()).every(({ kind }) => kind === 'audit-recorded')).toBe(true);

  await register.services.signIn.signIn('admin', testPins.admin);
  const reply = await register.worker.ask('journal:append', { entries: [deletion] });
  expect(reply).toMatchObject({ kind: 'appended', entries: [{ userId: 'admin' }] });
});

test('an entry of an unknown kind or shape is never written', async () => {
  const register = await aRegisterWith('admin');
  const added = { customerId: 'betty', homeLocationId: 'midtown', messages: [] };
  const wrong: AppendRequest[] = [
    asked('a', 'teleported', {}),
    asked('b', 'customer-deleted', { customerId: 'betty', reason: 'because' }),
    asked('c', 'customer-added', added, null),
    asked('d', 'customer-deleted', { customerId: 'betty' }, { firstName: 'Betty' }),
    { ...aSaleAsked('e'), facts: { ...aSaleAsked('e').facts, totalCents: 0.5 } },
  ];
  for (const entry of wrong) {
    const reply = await register.worker.ask('journal:append', { entries: [entry] });
    expect(reply).toMatchObject({ kind: 'refused', code: 'invalid-entry' });
  }
  expect(await register.entries()).toHaveLength(1);
});

test('messages of an unknown shape are answered with a code and without what they contained', async () => {
  const register = await aRegisterWith('cashier');
  const replies: unknown[] = [];
  const port = register.services.dataPorts.open((message) => replies.push(message));
  const wrong = [
    { id: 1, name: 'journal:append', request: { entries: [{ ...aSaleAsked('x'), userId: 'admin' }] } },
    { id: 2, name: 'journal:append', request: { entries: [] } },
    { id: 3, name: 'journal:shred', request: {} },
    { id: 4, name: 'toString', request: {} },
    { id: 5, name: 'journal:read', request: { logId: '../secret', after: 0, limit: 1 } },
    { id: 6, name: 'draft:save', request: { id: '../../escape', savedAt: 1, content: {} } },
    { id: 7, name: 'session:current' },
    'secret text',
    null,
  ];
  for (const message of wrong) await port.receive(message);
  expect(replies).toMatchObject([
    ...[1, 2].map((id) => ({ id, error: { code: 'bad-message' } })),
    ...[3, 4].map((id) => ({ id, error: { code: 'unknown-request' } })),
    ...[5, 6, 7, -1, -1].map((id) => ({ id, error: { code: 'bad-message' } })),
  ]);
  expect(JSON.stringify(replies)).not.toMatch(/secret|escape|sale/);
});

test('before joining there is nothing to write to, and joining is told', async () => {
  const register = await aRegister({ serverUrl });
  await expect(register.worker.ask('journal:head', {})).rejects.toThrow(DataPortError);
  expect(await register.worker.ask('register:identity', {})).toEqual({ identity: null });
  const told: DataPortEvent<'identity-changed'>[] = [];
  register.worker.on('identity-changed', (event) => told.push(event));
  const code = valueOf(await server.books.createJoinCode('midtown', 'location'));
  await register.services.joining.join(serverUrl, code);
  expect(told).toMatchObject([{ identity: { location: { id: 'midtown' } } }]);
  expect((await register.worker.ask('journal:head', {})).head.sequence).toBe(0);
});

test('drafts go to files of main and come back after a restart; a finished one comes back as a receipt (PU-19)', async () => {
  const register = await aRegisterWith('cashier');
  const draft = { id: 'sale-1', savedAt: 1, content: { lines: [1, 2] } };
  expect(await register.worker.ask('draft:save', draft)).toEqual({ kind: 'saved' });
  await register.worker.ask('draft:save', { ...draft, id: 'held' });
  await register.worker.ask('journal:append', { entries: [aSaleAsked('sale-1')] });
  expect(await register.worker.ask('draft:save', draft)).toMatchObject({ kind: 'already-finished' });

  await register.restart();
  const kept = await register.worker.ask('draft:list', {});
  expect(kept).toMatchObject({ drafts: [{ id: 'held' }], finished: [{ effectId: 'sale-1' }], unreadable: 0 });
  expect(await register.worker.ask('draft:remove', { id: 'sale-1' })).toEqual({ kind: 'removed' });
  await register.restart();
  expect(await register.worker.ask('draft:list', {})).toMatchObject({ drafts: [{ id: 'held' }], finished: [] });
});

test('who signs in, who works here and what main wrote itself reach the worker unasked', async () => {
  const register = await aRegisterWith(null);
  const told: string[] = [];
  register.worker.on('session-changed', ({ session }) => told.push(`session ${session?.userId ?? 'nobody'}`));
  register.worker.on('journal-appended', ({ entries }) => told.push(`entry ${String(entries[0]?.facts['action'])}`));
  await register.services.signIn.signIn('cashier', testPins.cashier);
  await register.services.signIn.lock();
  expect(told).toEqual(['session cashier', 'entry signed-in', 'session nobody', 'entry signed-out']);
  expect(await register.worker.ask('session:current', {})).toEqual({ session: null });
});

test('acknowledgements, epochs, the clock and a sealed log go through the port', async () => {
  const register = await aRegisterWith('cashier');
  const { worker } = register;
  await worker.ask('journal:append', { entries: [aSaleAsked('a'), aSaleAsked('b')] });
  const { head } = await worker.ask('journal:head', {});
  const word = { logId: head.logId, through: 2, epochNumber: 1, signature: 'signed' };
  expect(await worker.ask('journal:acknowledged', word)).toMatchObject({ state: { unsentEntries: 1 } });
  await worker.ask('clock:offset', { offsetMs: 1234 });
  const sealed = await worker.ask('journal:seal', { logId: head.logId, agreedThrough: 2 });
  expect(sealed).toMatchObject({ kind: 'done', state: { unsentEntries: 1, logs: [{ sealedThrough: 2 }, {}] } });
  expect(await worker.ask('journal:epoch', { epochNumber: 2 })).toMatchObject({ state: { unsentEntries: 3 } });
  const old = await worker.ask('journal:read', { logId: head.logId, after: 0, limit: 10 });
  expect(old.entries.map(({ effectId }) => effectId)).toEqual([expect.any(String), 'a', 'b']);
  expect(await worker.ask('journal:seal', { logId: 'unknown', agreedThrough: 0 })).toMatchObject({
    code: 'unknown-log',
  });
  expect(await worker.ask('journal:adopt', { entries: old.entries })).toMatchObject({ code: 'unknown-log' });
  const meta = join(register.profile, 'journal', (await worker.ask('journal:head', {})).registerId, 'meta.json');
  expect(JSON.parse(await readFile(meta, 'utf8'))).toMatchObject({ offsetMs: 1234, epochNumber: 2 });
});
