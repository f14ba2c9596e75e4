import { afterEach, expect, test } from 'vitest';
import { aSearchRow, manySearchRows } from '../../../tests/support/factories';
import type { SearchPort } from './search-calls';
import { SearchClient } from './search-client';
import { SearchServer } from './search-server';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A server asked through real message ports; `turns` holds the upkeep it put off, and `waits` for how long. */
function aServer(now = () => performance.now()) {
  const turns: (() => void)[] = [];
  const waits: number[] = [];
  const server = new SearchServer((work, ms) => {
    turns.push(work);
    waits.push(ms);
  }, now);
  const aClient = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    server.serve(port1 as SearchPort);
    return new SearchClient(port2 as SearchPort);
  };
  const doAllUpkeep = () => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  };
  return { aClient, turns, waits, doAllUpkeep };
}

const changesOf = (rows: ReturnType<typeof manySearchRows>) => rows.map((row) => ({ id: row.id, row }));
const everybody = { text: '', appUsersOnly: false, sort: 'name', locationId: null } as const;

test('what the data worker changed, a screen on another port finds', async () => {
  const { aClient } = aServer();
  const [dataWorker, screen] = [aClient(), aClient()];
  await dataWorker.change([{ id: 'betty', row: aSearchRow({ lastName: 'Quimby' }) }]);
  const request = { text: 'quimby', mode: 'checkout', entered: false, limit: 50 } as const;
  expect(await screen.ask('lookup', request)).toMatchObject({ kind: 'found', rows: [{ id: 'betty' }] });

  await dataWorker.change([{ id: 'betty', row: null }]);
  expect(await screen.ask('lookup', request)).toMatchObject({ kind: 'found', rows: [], total: 0 });
});

test('a change and a question sent behind it are answered in order', async () => {
  const client = aServer().aClient();
  const [, holders] = await Promise.all([
    client.change([{ id: 'betty', row: aSearchRow({ email: 'betty@x.com' }) }]),
    client.holders([{ kind: 'email', key: 'betty@x.com' }]),
  ]);
  expect(holders).toMatchObject([{ id: 'betty' }]);
  expect(await client.namesakes({ firstName: 'BETTY', lastName: 'smith' })).toMatchObject([{ id: 'betty' }]);
});

test('upkeep is put off, done in slices, and changes no answer', async () => {
  const { aClient, turns, doAllUpkeep } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(2000)));
  expect(turns).toHaveLength(1);
  const page = { ...everybody, offset: 500, limit: 50 };
  const before = await client.ask('page', page);
  turns.shift()?.();
  expect(await client.ask('page', page)).toEqual(before);
  doAllUpkeep();
  expect(await client.ask('page', page)).toEqual(before);
  expect(await client.ask('stats', null)).toMatchObject({ customers: 2000, segments: 1, fresh: 0 });
});

test('who fills faster than upkeep goes waits for room, and nobody else does', async () => {
  const { aClient, turns, doAllUpkeep } = aServer();
  const [client, screen] = [aClient(), aClient()];
  expect(await client.ask('room', null)).toBeNull();
  await client.change(changesOf(manySearchRows(5000)));
  let hasRoom = false;
  const room = client.ask('room', null).then(() => (hasRoom = true));
  turns.shift()?.();
  expect(await screen.ask('page', { ...everybody, offset: 4999, limit: 50 })).toMatchObject({ total: 5000 });
  expect(hasRoom).toBe(false);
  doAllUpkeep();
  expect(await room).toBe(true);
  expect(await client.ask('stats', null)).toMatchObject({ customers: 5000, fresh: 0 });
});

test('upkeep waits until what a person asked for is on the screen', async () => {
  let now = 1000;
  const { aClient, turns, waits } = aServer(() => (now += 1));
  const client = aClient();
  await client.change(changesOf(manySearchRows(5000)));
  expect(waits).toEqual([0]);
  now = 2000;
  await client.ask('page', { ...everybody, offset: 0, limit: 50 });
  now = 2020;
  turns.shift()?.();
  expect(waits[1]).toBeGreaterThan(20);
  now = 2100;
  turns.shift()?.();
  expect(waits[2]).toBe(0);
});

test('an index is saved as it was when that began, whatever changes meanwhile', async () => {
  const { aClient, turns, doAllUpkeep } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(1000)));
  doAllUpkeep();
  const before = await client.ask('ids', everybody);
  const saving = client.ask('save', { checkpoint: 'then' });
  await client.ask('stats', null);
  turns.shift()?.();
  await client.change([{ id: before[0] ?? '', row: null }]);
  await client.change([{ id: 'betty', row: aSearchRow({ id: 'betty' }) }]);
  doAllUpkeep();
  await client.ask('restore', await saving);
  expect(await client.ask('ids', everybody)).toEqual(before);
});

test('saved, cleared and restored it is as before, with its checkpoint', async () => {
  const { aClient, doAllUpkeep } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(400)));
  doAllUpkeep();
  await client.change([{ id: 'betty', row: aSearchRow({ id: 'betty' }) }]);
  const ids = await client.ask('ids', everybody);
  const saving = client.ask('save', { checkpoint: 'place 7' });
  await client.ask('stats', null);
  doAllUpkeep();
  const saved = await saving;

  await client.ask('clear', null);
  expect(await client.ask('ids', everybody)).toEqual([]);
  expect(await client.ask('restore', saved.slice(0, 64))).toEqual({ ok: false, refusal: 'unreadable' });
  expect(await client.ask('restore', saved)).toEqual({ ok: true, value: { checkpoint: 'place 7' } });
  expect(await client.ask('ids', everybody)).toEqual(ids);
});

test('a question that cannot be answered is an error of the asker alone, without its content', async () => {
  const client = aServer().aClient();
  await expect(client.ask('holders', null as never)).rejects.toThrow('search worker: TypeError');
  expect(await client.ask('stats', null)).toMatchObject({ customers: 0 });
});
